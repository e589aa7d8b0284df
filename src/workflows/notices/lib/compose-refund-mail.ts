import type { MedusaContainer } from "@medusajs/framework/types"
import { renderRefundMail } from "../../../emails/render-notice"
import type { RefundKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings } from "../../../modules/notices/types"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { unitId } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RefundRequestRow } from "../../../modules/refunds/services/requests"
import { gatherFacts } from "../../refunds/lib/gather-facts"
import type { Asked, ComposedNotice } from "./compose-notice"

/** Writes the mail that says what was decided about a refund. */
export async function composeRefundMail(
  container: MedusaContainer,
  notice: Asked & { kind: RefundKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const request = await requests.retrieve(String(notice.data?.refund_request_id))
  if (request.status !== "refunded" && request.status !== "declined") {
    return { cancel: "The request was not decided." }
  }
  const { order_id, amount, currency_code } = request
  const gathered = await gatherFacts(container, { order_id, chosen: null, now: new Date() })
  const items = (request.units ?? []).flatMap((unit) => gathered?.units.get(unitId(unit)) ?? [])
  const decision = decisionOf(request)
  const content = await renderRefundMail(notice.kind, notice.locale ?? gathered?.purchase.locale, {
    store,
    order_number: gathered?.purchase.display_id ? String(gathered.purchase.display_id) : null,
    decision,
    amount: decision === "paid" && amount && currency_code ? { value: amount, currency_code } : null,
    items: items.map(({ title, masked_key }) => ({ title, masked_key })),
    reason: decision === "declined" ? request.decision_reason : null,
  })
  return { content, to: request.email, license_ids: [] }
}

function decisionOf({ status, amount }: RefundRequestRow): "paid" | "voided" | "declined" {
  if (status === "declined") {
    return "declined"
  }
  return amount ? "paid" : "voided"
}
