import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { renderNotice } from "../../../emails/render-notice"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import type { RenewalMailKind } from "../../../modules/notices/rules/kinds"
import type NoticesModuleService from "../../../modules/notices/service"
import type { MailSettings } from "../../../modules/notices/types"
import { noticesForRenewals } from "../../orders/renewal-notices"
import type { Asked, ComposedNotice } from "./compose-notice"

const OVER = "The renewal it was to tell of was taken back or came back before this mail was sent."

/** Writes a mail about renewals while the state of its order still calls for it; it shows no key. */
export async function composeRenewalMail(
  container: MedusaContainer,
  notice: Asked & { kind: RenewalMailKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
  const order_id = notice.order_id ?? ""
  const terms = await licensing.renewals.termsOfOrder(order_id)
  const others = (await notices.renewalMailsOf(order_id)).filter(({ id }) => id !== notice.id)
  const asked = (notice.data?.term_ids as string[] | undefined) ?? []
  if (others.some(({ status, term_ids }) => status === "sending" && term_ids.some((id) => asked.includes(id)))) {
    return { wait: true }
  }
  const owed = noticesForRenewals(order_id, terms, others).find(({ purpose_key }) => purpose_key === notice.purpose_key)
  const licenses = owed ? await licensing.listLicensesForDelivery(owed.license_ids!, { keys: false }) : []
  if (!owed || !licenses.length) {
    return { cancel: OVER }
  }
  const content = await renderNotice(notice.kind, notice.locale ?? licenses[0]!.locale, {
    store,
    order_number: await numberOf(container, order_id),
    licenses,
  })
  return { content, to: owed.to, license_ids: licenses.map(({ id }) => id) }
}

/** Of the order that paid, which is not the one that the licenses came with. */
async function numberOf(container: MedusaContainer, id: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["display_id"], filters: { id } })
  const number = (data[0] as { display_id?: number | null } | undefined)?.display_id
  return number == null ? null : String(number)
}
