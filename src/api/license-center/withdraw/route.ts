import { pageWords } from "../../../pages/i18n"
import { ConfirmWithdrawalPage } from "../../../pages/withdrawal/confirm"
import { DeclarePage, TYPED, type DeclareProps } from "../../../pages/withdrawal/declare"
import { declareWithdrawal } from "../../../workflows/withdrawals/lib/declare-withdrawal"
import { readWithdrawal } from "../../../workflows/withdrawals/lib/read-withdrawal"
import { logFailure } from "../hosted"
import { readHostedForm } from "../read-hosted-form"
import { errorTexts } from "./error-texts"
import { HERE, withdrawForm, withdrawPage } from "./withdraw-page"

/** As long as the number of an order gets. */
const LONGEST_NUMBER = 40

/** `?order=1042` fills the number in, for a link beside an order. */
export const GET = withdrawPage(async ({ show, query }) => {
  const order_number = query("order")?.slice(0, LONGEST_NUMBER) || undefined
  const here = order_number ? `${HERE}?${new URLSearchParams({ order: order_number })}` : HERE
  show(200, DeclarePage, { values: { order_number }, here })
})

/** The first step answers with the second. Nothing was withdrawn from yet. */
export const POST = withdrawForm(async ({ req, res, ip, language, show }) => {
  const form = await readHostedForm(req)
  const values = Object.fromEntries(TYPED.map((name) => [name, form.get(name)]))
  const again = (status: number, why: Pick<DeclareProps, "errors" | "problem">) =>
    show(status, DeclarePage, { ...why, values })
  const read = readWithdrawal({ ...values, locale: language })
  if (!read.ok) {
    again(400, { errors: errorTexts(pageWords(language).t, read.errors) })
    return
  }
  try {
    const sender = { ip, user_agent: req.get("user-agent") ?? null }
    const declared = await declareWithdrawal(req.scope, read.request, sender)
    if (declared.ok) {
      show(200, ConfirmWithdrawalPage, { statement: declared.statement, token: declared.token })
      return
    }
    res.setHeader("Retry-After", String(declared.wait))
    again(429, { problem: "limited" })
  } catch (error) {
    logFailure(req, error as Error)
    again(503, { problem: "failed" })
  }
})
