import { renderNotice } from "../../../emails/render-notice"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import { KeyMails } from "../../../modules/notices/rules/key-mails"
import type { LicenseKind } from "../../../modules/notices/rules/kinds"
import { occasionOf, reinstatementOf } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import type { KeptWaiver } from "../../../modules/refunds/services/waivers"
import type { MailWaiver } from "../../../emails/types"
import type { MailSettings } from "../../../modules/notices/types"
import type { Asked, ComposedNotice } from "./compose-notice"

type Services = {
  licensing: Pick<LicensingModuleService, "listLicensesForDelivery">
  notices: Pick<NoticesModuleService, "keyMailsOf">
  /** Asked only by the mail that confirms a consent. */
  findWaiver: (id: string) => Promise<KeptWaiver | null>
}

/** Which licenses a mail is still true about, and why it is dropped when there is none left. */
const ABOUT: Record<LicenseKind, { tells: (license: DeliverableLicense) => boolean; otherwise: string }> = {
  license_delivered: {
    tells: ({ status }) => status !== "revoked",
    otherwise: "Every license in this mail was revoked before it was sent.",
  },
  license_revoked: {
    tells: ({ status }) => status === "revoked",
    otherwise: "The license was reinstated before this mail was sent.",
  },
}

/** Writes a mail about licenses as they are now, which may not be as they were when it was queued. */
export async function composeLicenseMail(
  { licensing, notices, findWaiver }: Services,
  notice: Asked & { kind: LicenseKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const { tells, otherwise } = ABOUT[notice.kind]
  const keys = notice.kind === "license_delivered"
  const licenses = notice.license_ids.length
    ? await licensing.listLicensesForDelivery(notice.license_ids, { keys })
    : []
  const current = licenses.filter(tells)
  if (!current.length) {
    return { cancel: otherwise }
  }
  const mails = notice.order_id && dependsOnKeyMails(notice) ? await notices.keyMailsOf(notice.order_id) : []
  const told = toldOf(notice, current, new KeyMails(mails, notice.id))
  if (!Array.isArray(told)) {
    return told
  }
  const first = told[0]!
  const content = await renderNotice(notice.kind, notice.locale ?? first.locale, {
    store,
    order_number: first.order_display_id === null ? null : String(first.order_display_id),
    licenses: told,
    occasion: occasionOf(notice.purpose_key),
    waiver: await waiverOf(notice, findWaiver),
  })
  // Licenses follow their order's address, and a key must not go to one that was wrong.
  return { content, to: first.email, license_ids: told.map(({ id }) => id) }
}

async function waiverOf({ data }: Asked, find: Services["findWaiver"]): Promise<MailWaiver | null> {
  const kept = typeof data?.waiver_id === "string" ? await find(data.waiver_id) : null
  return kept && { begin: kept.text_begin, lose: kept.text_lose, version: kept.text_version, given_at: kept.given_at }
}

/** Whether what a mail says depends on what others have carried. */
function dependsOnKeyMails({ kind, purpose_key }: Pick<Asked, "kind" | "purpose_key">): boolean {
  return kind === "license_revoked" || reinstatementOf(purpose_key) !== null
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
