import { languageOf } from "../../../../../pages/i18n"
import { admitPersonalData, askForErasure } from "../../../../../workflows/privacy/lib/personal-data"
import { readErasure } from "../../../../../workflows/privacy/lib/read-erasure"
import { readJson } from "../../../../license-center/v1/read-json"
import { ownerRoute } from "../../owner-route"
import { refuseInvalid, refuseLimited } from "../../tickets/visitor-route"

/** Asks the store to forget who asks. An operator decides, and answers in a ticket. */
export const POST = ownerRoute(async (req, res, owner) => {
  const read = readErasure(await readJson(req))
  if (!read.ok) {
    refuseInvalid(res, read.errors)
    return
  }
  const wait = await admitPersonalData(req.scope, owner)
  if (wait !== null) {
    refuseLimited(res, wait)
    return
  }
  const language = languageOf(undefined, req.get("accept-language"))
  await askForErasure(req.scope, owner, { source: "store", language, reason: read.reason })
  res.status(202).json({ status: "received" })
})
