import { toPlainText } from "@react-email/render"
import { createElement, type ComponentType } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { phrasebook, type Phrasebook } from "./i18n"
import type { RenderedMail } from "./types"

/** The one that mail programs are tested with; without it some fall back to quirks of their own. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** A person's own words keep their indentation in the text version too. */
const AS_TYPED = [
  { selector: "p.lc-words", format: "pre", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  // Their links say the address already.
  { selector: "a.lc-typed", format: "anchor", options: { ignoreHref: true } },
]

export type Template<Props> = {
  body: ComponentType<Props & { words: Phrasebook }>
  subject: (props: Props, words: Phrasebook) => string
}

/**
 * Writes one mail. The text version is made from the HTML one, so that neither can say less than the other.
 *
 * @param locale BCP 47 tag; English when it is null or a language there are no words for
 */
export function renderMail<Props extends object>(
  { body, subject }: Template<Props>,
  locale: string | null | undefined,
  props: Props
): RenderedMail {
  const words = phrasebook(locale)
  // Not React Email's own `render`: it loads React in a dynamic import and streams, for the same bytes.
  const html = DOCTYPE + renderToStaticMarkup(createElement(body, { ...props, words })).replaceAll("\0", "")
  return { subject: oneLine(subject(props, words)), html, text: toPlainText(html, { selectors: AS_TYPED }) }
}

/** A subject is one line; what a product title or a ticket's subject brings along must not begin a header. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim()
}
