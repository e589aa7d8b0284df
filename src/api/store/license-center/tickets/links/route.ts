import { readLinkClaim, requestLink } from "../../../../../workflows/support/lib/request-link"
import { readJson } from "../../../../license-center/v1/read-json"
import { publicRoute } from "../visitor-route"

/** Mails a new private link to who once had one. The answer never says whether there is such a ticket. */
export const POST = publicRoute(async (req, res) => {
  await requestLink(req.scope, readLinkClaim(await readJson(req)), req.ip ?? "")
  res.status(202).json({ status: "received" })
})
