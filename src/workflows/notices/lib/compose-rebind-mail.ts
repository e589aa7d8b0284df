import { renderRebindMail } from "../../../emails/render-notice"
import type { RebindProps } from "../../../emails/types"
import { deviceLabel } from "../../../modules/licensing/rules/rebind-request"
import type { RebindRequests, RebindRequestView } from "../../../modules/licensing/services/rebind-requests"
import type { RebindKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings } from "../../../modules/notices/types"
import type { PortalLinks } from "../../../modules/portal/services/links"
import type { Asked, ComposedNotice } from "./compose-notice"

type Services = { requests: Pick<RebindRequests, "read">; links: Pick<PortalLinks, "readMail"> }

const SETTLED = "The request was settled, or its license went to another address, before this mail was sent."

/**
 * Writes a mail about a device that asks for a seat, from the request as it is now. What the device calls itself was
 * chosen by whoever has the key: it is shown short and cannot become a link.
 */
export async function composeRebindMail(
  { requests, links }: Services,
  notice: Asked & { kind: RebindKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const { request_id, link_id } = notice.data ?? {}
  const request = typeof request_id === "string" ? await requests.read(request_id) : null
  if (!request) {
    return { cancel: SETTLED }
  }
  const locale = notice.locale ?? request.license.locale
  const props = propsOf(request, store)
  if (notice.kind === "rebind_decision") {
    const { status, decision_reason } = request
    if (status !== "done" && status !== "declined") {
      return { cancel: SETTLED }
    }
    const approved = status === "done"
    const content = await renderRebindMail(notice.kind, locale, {
      ...props,
      approved,
      reason: approved ? null : decision_reason,
    })
    return { content, to: request.license.email, license_ids: [request.license.id] }
  }
  const link =
    request.status === "asked" && typeof link_id === "string" ? await links.readMail(link_id, new Date()) : null
  if (!link || link.to !== request.license.email) {
    return { cancel: SETTLED }
  }
  const content = await renderRebindMail(notice.kind, locale, {
    ...props,
    // Behind the #, where it reaches no log of a server.
    url: `${store.store_url}/license-center/rebind#${link.token}`,
    expires_at: request.expires_at,
  })
  return { content, to: link.to, license_ids: [request.license.id] }
}

function propsOf({ license, device_name }: RebindRequestView, store: MailSettings): RebindProps {
  return {
    store,
    product: license.product_title,
    masked_key: license.masked_key,
    device: deviceLabel(device_name),
  }
}
