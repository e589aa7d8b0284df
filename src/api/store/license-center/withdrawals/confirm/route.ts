import { confirmWithdrawal } from "../../../../../workflows/withdrawals/lib/declare-withdrawal"
import { Fields, isRecord, notAnObject } from "../../../../../workflows/support/lib/read-request"
import { readJson } from "../../../../license-center/v1/read-json"
import { refuse, refuseInvalid, refuseUnknown } from "../../tickets/visitor-route"
import { withdrawalRoute } from "../withdrawal-route"

const MAX_TOKEN = 200

/** The second step: the withdrawal is made. Sent twice it is one. */
export const POST = withdrawalRoute(async (req, res) => {
  const body = await readJson(req)
  const fields = isRecord(body) ? new Fields(body) : null
  const token = fields?.text("token", { max: MAX_TOKEN, required: true })
  if (!token) {
    refuseInvalid(res, fields?.errors ?? [notAnObject])
    return
  }
  const confirmed = await confirmWithdrawal(req.scope, token)
  if (confirmed.ok) {
    res.status(200).json({ withdrawal: confirmed.withdrawal })
  } else if (confirmed.reason === "expired") {
    refuse(res, 410, "EXPIRED", "The first step was more than an hour ago. Nothing was sent: begin again.")
  } else {
    refuseUnknown(res)
  }
})
