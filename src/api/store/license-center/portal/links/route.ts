import { normalizeEmail } from "../../../../../modules/support/rules/intake"
import { admitPortalRequest, requestPortalLink } from "../../../../../workflows/portal/lib/request-link"
import { isRecord } from "../../../../../workflows/support/lib/read-request"
import { readJson } from "../../../../license-center/v1/read-json"
import { publicRoute, refuseInvalid, refuseLimited } from "../../tickets/visitor-route"

/** "Send me my licenses." The answer is the same for every address. */
export const POST = publicRoute(async (req, res) => {
  const body = await readJson(req)
  const given = isRecord(body) && Object.hasOwn(body, "email") ? body.email : undefined
  const email = typeof given === "string" ? normalizeEmail(given) : null
  const wait = await admitPortalRequest(req.scope, req.ip ?? "")
  if (wait !== null) {
    refuseLimited(res, wait)
  } else if (email === null) {
    refuseInvalid(res, [{ field: "email", message: "must be an email address" }])
  } else {
    requestPortalLink(req.scope, res, { email: email.key, locale: null })
    res.status(202).json({ status: "received" })
  }
})
