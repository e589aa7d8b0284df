import { renderNotice } from "../../../emails/render-notice"
import type { RenderedMail } from "../../../emails/types"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import { KeyMails, type KeyMail } from "../../../modules/notices/rules/key-mails"
import { isNoticeKind, type NoticeKind } from "../../../modules/notices/rules/kinds"
import { occasionOf, reinstatementOf } from "../../../modules/notices/rules/purposes"
import type { MailSettings, Notice } from "../../../modules/notices/types"

type Asked = Pick<Notice, "id" | "kind" | "purpose_key" | "locale">

export type ComposedNotice =
  | { mail: RenderedMail; licenses: DeliverableLicense[]; cancel?: undefined; wait?: undefined }
  | { cancel: string; mail?: undefined; wait?: undefined }
  /** What it says depends on a mail that is under way. */
  | { wait: true; mail?: undefined; cancel?: undefined }

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

/** Whether what a mail says depends on what others have carried. */
export function dependsOnKeyMails({ kind, purpose_key }: Pick<Notice, "kind" | "purpose_key">): boolean {
  return kind === "license_revoked" || reinstatementOf(purpose_key) !== null
}

/**
 * Writes the mail of a notice from its licenses as they are now, which may not be as they were when it was queued.
 *
 * @param licenses the notice's licenses; keys in clear
 * @param mails the order's mails with keys, when `dependsOnKeyMails`
 * @throws Error when this version of the plugin has no such mail
 */
export async function composeNotice(
  notice: Asked,
  licenses: DeliverableLicense[],
  store: MailSettings,
  mails: KeyMail[] = []
): Promise<ComposedNotice> {
  if (!isNoticeKind(notice.kind)) {
    throw new Error(`This version of License Center has no mail of the kind "${notice.kind}".`)
  }
  const { tells, otherwise } = ABOUT[notice.kind]
  const current = licenses.filter(tells)
  if (!current.length) {
    return { cancel: otherwise }
  }
  const told = toldOf(notice, current, new KeyMails(mails, notice.id))
  if (!Array.isArray(told)) {
    return told
  }
  const first = told[0]!
  const mail = await renderNotice(notice.kind, notice.locale ?? first.locale, {
    store,
    order_number: first.order_display_id === null ? null : String(first.order_display_id),
    licenses: told,
    occasion: occasionOf(notice.purpose_key),
  })
  return { mail, licenses: told }
}

/** At least one of the licenses, or why there is nothing to tell of them (yet). */
function toldOf(
  notice: Asked,
  licenses: DeliverableLicense[],
  keys: KeyMails
): DeliverableLicense[] | { cancel: string } | { wait: true } {
  if (notice.kind === "license_revoked") {
    if (licenses.some(({ id }) => keys.known(id) === "wait")) {
      return { wait: true }
    }
    const told = licenses.filter(({ id }) => keys.known(id) === "mailed")
    return told.length ? told : { cancel: "The key was never mailed, so there is no end of it to tell of." }
  }
  const reinstatement = reinstatementOf(notice.purpose_key)
  if (reinstatement) {
    // It may have been revoked and reinstated once more since: then what came in between does not count.
    const again = licenses.find(({ id }) => id === reinstatement.license_id)?.reinstated_at ?? reinstatement.at
    const since = again > reinstatement.at ? again : reinstatement.at
    switch (keys.comingSince(reinstatement.license_id, since)) {
      case "wait":
        return { wait: true }
      case "coming":
        return { cancel: "Another mail that waits to be sent brings this key." }
      case "mailed":
        return { cancel: "Another mail has brought this key since the license was reinstated." }
    }
  }
  return licenses
}
