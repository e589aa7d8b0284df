import { renderPortalMail } from "../../../emails/render-notice"
import type { PortalKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings } from "../../../modules/notices/types"
import type PortalModuleService from "../../../modules/portal/service"
import type { Asked, ComposedNotice } from "./compose-notice"

const GONE = "The link was revoked, or it ended, before this mail was sent."

/**
 * Writes the mail that brings a private link of the portal. The link's token is made for this and is in the content only.
 */
export async function composePortalMail(
  { links }: Pick<PortalModuleService, "links">,
  notice: Pick<Asked, "locale" | "data"> & { kind: PortalKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const link_id = notice.data?.link_id
  const mail = typeof link_id === "string" ? await links.readMail(link_id, new Date()) : null
  if (!mail) {
    return { cancel: GONE }
  }
  const content = await renderPortalMail(notice.kind, notice.locale ?? mail.locale, {
    store,
    // Behind the #, where it reaches no log of a server.
    url: `${store.store_url}/license-center/portal#${mail.token}`,
    expires_at: mail.expires_at,
  })
  return { content, to: mail.to, license_ids: [] }
}
