import { DeclarePage } from "../../../../pages/withdrawal/declare"
import { WithdrawalReceiptPage } from "../../../../pages/withdrawal/receipt"
import { confirmWithdrawal } from "../../../../workflows/withdrawals/lib/declare-withdrawal"
import { readHostedForm } from "../../read-hosted-form"
import { HERE, withdrawForm, withdrawPage } from "../withdraw-page"

/** A reload, or a link that somebody kept: nothing is withdrawn from by following one. */
export const GET = withdrawPage(async ({ lead }) => lead(HERE))

/** The receipt answers the form itself: sent twice it is the same one, and no address opens it. */
export const POST = withdrawForm(async ({ req, show }) => {
  const form = await readHostedForm(req)
  const confirmed = await confirmWithdrawal(req.scope, form.get("token"))
  if (confirmed.ok) {
    const { statement, made_at } = confirmed.withdrawal
    show(200, WithdrawalReceiptPage, { statement, made_at })
    return
  }
  show(confirmed.reason === "expired" ? 410 : 400, DeclarePage, { values: {}, problem: "expired" })
})
