const BLOCKS = new Set(
  (
    "address article blockquote br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre " +
    "section table tbody td th tr ul"
  ).split(" ")
)
// Browsers show nothing of them, and mailers fill `style` with rules.
const UNSEEN = new Set(["script", "style", "title", "template", "noscript"])

const ENTITIES: Record<string, string> = {
  ...{
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ensp: " ",
    emsp: " ",
    shy: "",
    zwnj: "",
    euro: "€",
  },
  ...{ auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß", eacute: "é", egrave: "è" },
  ...{ hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„" },
  ...{ laquo: "«", raquo: "»", middot: "·", bull: "•", copy: "©", reg: "®", trade: "™", sect: "§", deg: "°" },
}

/**
 * What a mail in HTML says, as lines of plain text; quoted blocks get "> ", as in plain mails.
 *
 * Not for showing as HTML, and not a sanitiser: the result is text. One pass over the input, whatever is in it.
 */
export function htmlToText(html: string): string {
  const lines: string[] = []
  const quotes: boolean[] = []
  let quoted = 0
  let line = ""
  const endLine = () => {
    const text = line.trim()
    lines.push(quoted > 0 && text ? `> ${text}` : text)
    line = ""
  }
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

  for (let at = 0; at < html.length;) {
    const open = html.indexOf("<", at)
    line += decode(html.slice(at, open < 0 ? html.length : open)).replace(/\s+/g, " ")
    if (open < 0) {
      break
    }
    if (html.startsWith("<!--", open)) {
      at = after(html.indexOf("-->", open + 4), 3, html)
      continue
    }
    const [, closing, name] = /^<(\/?)([a-z][a-z0-9]{0,20})|^<[!?]/.exec(lower.slice(open, open + 24)) ?? [null]
    if (closing === undefined && name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      line += "<"
      at = open + 1
      continue
    }
    const end = html.indexOf(">", open)
    at = after(end, 1, html)
    if (!name) {
      continue
    }
    if (UNSEEN.has(name) && !closing) {
      const close = lower.indexOf(`</${name}`, at)
      at = close < 0 ? html.length : after(html.indexOf(">", close), 1, html)
    } else if (BLOCKS.has(name)) {
      endLine()
      if (name === "p" && closing) {
        lines.push("")
      }
      if (name === "blockquote" && closing) {
        quoted -= quotes.pop() ? 1 : 0
      } else if (name === "blockquote") {
        // Outlook indents with it too: only what says that it quotes is a quote.
        quotes.push(/cite|quote/.test(lower.slice(open + 11, Math.min(at, open + 500))))
        quoted += quotes.at(-1) ? 1 : 0
      }
    }
  }
  endLine()
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
}

function after(found: number, length: number, text: string): number {
  return found < 0 ? text.length : found + length
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) {
      return ENTITIES[name] ?? whole
    }
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ""
  })
}
