import type { MedusaContainer } from "@medusajs/framework/types"
import { renderRefundMail } from "../../../emails/render-notice"
import type { RefundKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings } from "../../../modules/notices/types"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { readDecision } from "../../refunds/lib/read-decision"
import type { Asked, ComposedNotice } from "./compose-notice"

/** Writes the mail that says what was decided about a refund. */
export async function composeRefundMail(
  container: MedusaContainer,
  notice: Asked & { kind: RefundKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const request = await requests.retrieve(String(notice.data?.refund_request_id))
  const decision = await readDecision(container, request)
  if (!decision) {
    return { cancel: "The request was not decided." }
  }
  const { told, locale } = decision
  const content = await renderRefundMail(notice.kind, notice.locale ?? locale, { store, ...told })
  return { content, to: request.email, license_ids: [] }
}
