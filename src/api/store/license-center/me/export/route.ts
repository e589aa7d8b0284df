import { admitPersonalData, exportOwn, PERSONAL_DATA_HEADERS } from "../../../../../workflows/privacy/lib/personal-data"
import { ownerRoute } from "../../owner-route"
import { refuseLimited } from "../../tickets/visitor-route"

/** What is held of who asks. It changes nothing. */
export const GET = ownerRoute(async (req, res, owner) => {
  const wait = await admitPersonalData(req.scope, owner)
  if (wait !== null) {
    refuseLimited(res, wait)
    return
  }
  const held = await exportOwn(req.scope, owner)
  res.set(PERSONAL_DATA_HEADERS).json(held)
})
