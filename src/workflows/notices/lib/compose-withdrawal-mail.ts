import { renderWithdrawalMail } from "../../../emails/render-notice"
import type { MailSettings } from "../../../modules/notices/types"
import type { Withdrawals } from "../../../modules/refunds/services/withdrawals"
import type { Asked, ComposedNotice } from "./compose-notice"

type Services = {
  withdrawals: Pick<Withdrawals, "made">
  /** The store's. */
  time_zone: string
}

/** Anything else may be words of whoever filled the form in. */
const ORDER_NUMBER = /^\d{1,12}$/

/**
 * Writes the acknowledgement of a withdrawal: its words, and when it was made (directive 2011/83/EU, article 11a,
 * paragraph 4). Its words only to the address of the order: anybody may have typed any other.
 */
export async function composeWithdrawalMail(
  { withdrawals, time_zone }: Services,
  notice: Asked,
  store: MailSettings
): Promise<ComposedNotice> {
  const id = notice.data?.withdrawal_id
  const made = typeof id === "string" ? await withdrawals.made(id) : null
  if (!made?.confirmed_at) {
    return { cancel: "There is no such withdrawal any more." }
  }
  const content = await renderWithdrawalMail(notice.locale ?? made.locale, {
    store,
    made_at: made.confirmed_at,
    time_zone,
    order_number: ORDER_NUMBER.test(made.order_display_id) ? made.order_display_id : null,
    statement: made.order_id === null ? null : made.statement,
  })
  return { content, to: made.email, license_ids: [] }
}
