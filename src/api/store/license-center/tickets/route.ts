import { readTicketRequest } from "../../../../workflows/support/lib/read-request"
import { takeTicketRequest } from "../../../../workflows/support/lib/take-request"
import { readJson } from "../../../license-center/v1/read-json"
import { publicRoute, refuseInvalid, refuseLimited } from "./visitor-route"

/**
 * Opens a ticket. Whoever asks is told the same, whatever they named: what is not of their address stays unknown to
 * them. `Idempotency-Key` makes a request that is sent twice one ticket.
 */
export const POST = publicRoute(async (req, res) => {
  const read = readTicketRequest(await readJson(req))
  if (!read.ok) {
    refuseInvalid(res, read.errors)
    return
  }
  const { wait } = await takeTicketRequest(req.scope, read.request, {
    source: "store",
    ip: req.ip ?? "",
    form: null,
    idempotency_key: req.get("idempotency-key") ?? null,
  })
  if (wait !== null) {
    refuseLimited(res, wait)
    return
  }
  res.status(202).json({ status: "received", hidden: read.request.hidden })
})
