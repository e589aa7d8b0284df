import { toPlainText } from "@react-email/render"
import { createElement, type ComponentType } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { NoticeKind } from "../modules/notices/rules/kinds"
import { phrasebook, type Phrasebook } from "./i18n"
import { LicenseDelivered, licenseDeliveredSubject } from "./license-delivered"
import { LicenseRevoked, licenseRevokedSubject } from "./license-revoked"
import type { NoticeMailProps, RenderedMail } from "./types"

/** The one that mail programs are tested with; without it some fall back to quirks of their own. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

type Template = {
  body: ComponentType<NoticeMailProps & { words: Phrasebook }>
  subject: (props: NoticeMailProps, words: Phrasebook) => string
}

const TEMPLATES: Record<NoticeKind, Template> = {
  license_delivered: { body: LicenseDelivered, subject: licenseDeliveredSubject },
  license_revoked: { body: LicenseRevoked, subject: licenseRevokedSubject },
}

/**
 * Writes one mail. The text version is made from the HTML one, so that neither can say less than the other.
 *
 * @param locale BCP 47 tag; English when it is null or a language there are no words for
 */
export async function renderNotice(
  kind: NoticeKind,
  locale: string | null | undefined,
  props: NoticeMailProps
): Promise<RenderedMail> {
  const words = phrasebook(locale)
  const { body, subject } = TEMPLATES[kind]
  // Not React Email's own `render`: it loads React in a dynamic import and streams, for the same bytes.
  const html = DOCTYPE + renderToStaticMarkup(createElement(body, { ...props, words })).replaceAll("\0", "")
  return { subject: oneLine(subject(props, words)), html, text: toPlainText(html) }
}

/** A subject is one line; what a product title brings along must not begin a header. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim()
}
