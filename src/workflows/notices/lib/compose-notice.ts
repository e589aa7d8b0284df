import { renderNotice } from "../../../emails/render-notice"
import type { RenderedMail } from "../../../emails/types"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import { isNoticeKind, type NoticeKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings, Notice } from "../../../modules/notices/types"

export type ComposedNotice =
  { mail: RenderedMail; licenses: DeliverableLicense[]; cancel?: undefined } | { cancel: string; mail?: undefined }

/** Which licenses a mail is still true about, and why it is dropped when there is none left. */
const ABOUT: Record<NoticeKind, { tells: (license: DeliverableLicense) => boolean; otherwise: string }> = {
  license_delivered: {
    tells: ({ status }) => status !== "revoked",
    otherwise: "Every license in this mail was revoked before it was sent.",
  },
  license_revoked: {
    tells: ({ status }) => status === "revoked",
    otherwise: "The license was reinstated before this mail was sent.",
  },
}

/**
 * Writes the mail of a notice from its licenses as they are now, which may not be as they were when it was queued.
 *
 * @param licenses the notice's licenses; keys in clear
 * @throws Error when this version of the plugin has no such mail
 */
export async function composeNotice(
  notice: Pick<Notice, "kind" | "locale">,
  licenses: DeliverableLicense[],
  store: MailSettings
): Promise<ComposedNotice> {
  if (!isNoticeKind(notice.kind)) {
    throw new Error(`This version of License Center has no mail of the kind "${notice.kind}".`)
  }
  const { tells, otherwise } = ABOUT[notice.kind]
  const told = licenses.filter(tells)
  const [first] = told
  if (!first) {
    return { cancel: otherwise }
  }
  const mail = await renderNotice(notice.kind, notice.locale ?? first.locale, {
    store,
    order_number: first.order_display_id === null ? null : String(first.order_display_id),
    licenses: told,
  })
  return { mail, licenses: told }
}
