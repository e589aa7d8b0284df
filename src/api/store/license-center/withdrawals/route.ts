import { declareWithdrawal } from "../../../../workflows/withdrawals/lib/declare-withdrawal"
import { readWithdrawal } from "../../../../workflows/withdrawals/lib/read-withdrawal"
import { readJson } from "../../../license-center/v1/read-json"
import { refuseInvalid, refuseLimited } from "../tickets/visitor-route"
import { withdrawalRoute } from "./withdrawal-route"

/** The first step: what would be stated, to be shown once more. Whoever asks is told the same, whatever they named. */
export const POST = withdrawalRoute(async (req, res) => {
  const read = readWithdrawal(await readJson(req))
  if (!read.ok) {
    refuseInvalid(res, read.errors)
    return
  }
  const sender = { ip: req.ip ?? "", user_agent: req.get("user-agent") ?? null }
  const declared = await declareWithdrawal(req.scope, read.request, sender)
  if (!declared.ok) {
    refuseLimited(res, declared.wait)
    return
  }
  const { token, statement, expires_at } = declared
  res.status(201).json({ token, statement, expires_at })
})
