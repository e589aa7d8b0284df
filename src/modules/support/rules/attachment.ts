import { gunzipSync, constants } from "node:zlib"
import { extensionOf } from "./safe-filename"
import { startsProgram } from "./csv-content"
import { zipVerdict, holdsArchive } from "./zip-content"

export { safeFilename } from "./safe-filename"

/** With one message. */
export const MAX_FILES = 5
/** bytes, of one file */
export const MAX_BYTES = 10 * 1024 * 1024

export type Refusal = "empty" | "too_large" | "type_not_allowed" | "content_mismatch" | "active_content"
export type FileVerdict = { ok: true; mime_type: string; extension: string } | { ok: false; reason: Refusal }

/** bytes. Where viewers and browsers look for what a file is; markup deeper in an image is data. */
const EDGE = 4096

type Kind = { mime_type: string; extension?: string; inspect: (content: Buffer) => Refusal | null }

const text = (mime_type: string): Kind => ({ mime_type, inspect: inspectText })
const media = (mime_type: string, isIt: (content: Buffer) => boolean): Kind => ({
  mime_type,
  inspect: (content) => (isIt(content) ? inspectEdges(content) : "content_mismatch"),
})

/**
 * What may be attached: pictures and recordings of a screen, logs, tables, PDFs and archives of them.
 *
 * Left out on purpose: SVG, HTML and XML (a browser runs what is in them), Office documents (macros, and links that load
 * by themselves; a PDF of it will do), 7z, RAR and tar (nothing here can look inside), mail and shortcut files, and
 * everything an operating system starts.
 */
const KINDS = new Map<string, Kind>([
  ["png", media("image/png", isPng)],
  ["jpg", media("image/jpeg", isJpeg)],
  ["jpeg", { ...media("image/jpeg", isJpeg), extension: "jpg" }],
  ["gif", media("image/gif", (content) => /^GIF8[79]a/.test(ascii(content, 0, 6)) && content.length > 13)],
  ["webp", media("image/webp", isWebp)],
  ["mp4", media("video/mp4", isMp4)],
  ["pdf", { mime_type: "application/pdf", inspect: inspectPdf }],
  ["txt", text("text/plain")],
  ["log", text("text/plain")],
  ["md", text("text/plain")],
  ["csv", { mime_type: "text/csv", inspect: inspectCsv }],
  ["json", { mime_type: "application/json", inspect: inspectJson }],
  ["zip", { mime_type: "application/zip", inspect: zipVerdict }],
  ["gz", { mime_type: "application/gzip", inspect: inspectGzip }],
])

/**
 * Whether a file may be attached, decided by its extension and its content together; `mime_type` and `extension` are
 * what it is to be served as, in canonical spelling. Renaming never makes allowed what its content forbids.
 *
 * A source text (`.js`, `.sh`) that somebody renames to `.txt` is a text: it is served as one, as an attachment, with
 * `nosniff`. Only the last extension counts: `x.html.txt` is a text, `x.txt.html` is refused.
 *
 * @param content the whole file: structures are read at both ends, and texts from the first byte to the last
 */
export function inspectFile(filename: string, content: Buffer): FileVerdict {
  if (content.length > MAX_BYTES) {
    return { ok: false, reason: "too_large" }
  }
  const extension = extensionOf(filename)
  const kind = KINDS.get(extension)
  if (!kind) {
    return { ok: false, reason: "type_not_allowed" }
  }
  if (content.length === 0) {
    return { ok: false, reason: "empty" }
  }
  const reason = kind.inspect(content)
  return reason
    ? { ok: false, reason }
    : { ok: true, mime_type: kind.mime_type, extension: kind.extension ?? extension }
}

const ascii = (content: Buffer, start: number, end: number) => content.toString("latin1", start, end)

/** PNG specification, 5.2 and 11.2.2: the signature, then IHDR with its 13 bytes. */
function isPng(content: Buffer): boolean {
  return ascii(content, 0, 16) === "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" && content.length > 33
}

/** ITU-T T.81, B.1.1.3: start of image, then a marker of the kinds an image begins with. */
function isJpeg(content: Buffer): boolean {
  return content.length > 20 && /^\xff\xd8\xff[\xc0-\xcf\xdb\xdd\xe0-\xef\xfe]/.test(ascii(content, 0, 4))
}

/** RFC 9649: RIFF, a length that is in the file, WEBP, and one of three chunks. */
function isWebp(content: Buffer): boolean {
  return (
    content.length > 20 &&
    /^RIFF[^]{4}WEBPVP8[ LX]/.test(ascii(content, 0, 16)) &&
    content.readUInt32LE(4) + 8 <= content.length + 1
  )
}

/** ISO/IEC 14496-12, 4.3: a file type box with a brand of MP4. HEIC, AVIF and QuickTime have others. */
function isMp4(content: Buffer): boolean {
  return (
    content.length > 24 &&
    content.readUInt32BE(0) <= 256 &&
    /^ftyp(?:isom|iso[2-9]|mp4[12]|avc1|dash|M4V |MSNV|mmp4)/.test(ascii(content, 4, 12))
  )
}

/** A name in a PDF may have any of its letters as `#4a` (ISO 32000-1, 7.3.5). */
const written = (name: string) =>
  [...name]
    .map((letter) => `(?:${letter}|#${hexOf(letter).replace(/[a-f]/, (digit) => `[${digit}${digit.toUpperCase()}]`)})`)
    .join("")
const hexOf = (letter: string) => letter.charCodeAt(0).toString(16)
const LETTER = "[A-Za-z]|#(?:[46][1-9a-fA-F]|[57][0-9aA])"
const PDF_ACTION = new RegExp(`/(?:${["JavaScript", "Launch", "RichMedia"].map(written).join("|")})(?!${LETTER})`)

/**
 * The specification lets other bytes stand before `%PDF-`; here it is the first, because what stands there is another
 * file. Scripts and programs to launch are found where they are not compressed: viewers ask before those run, and this
 * spares the operator the question where it can.
 */
function inspectPdf(content: Buffer): Refusal | null {
  const whole = content.toString("latin1")
  if (!/^%PDF-[12]\.\d/.test(whole) || !whole.slice(-1024).includes("%%EOF")) {
    return "content_mismatch"
  }
  return PDF_ACTION.test(whole) ? "active_content" : inspectEdges(content)
}

/** Its first kilobytes are looked into: `.svgz` is gzip too. What is deeper, only who unpacks it sees. */
function inspectGzip(content: Buffer): Refusal | null {
  if (content.length < 18 || content.readUInt32BE(0) >>> 8 !== 0x1f8b08 || content[3]! > 0x1f) {
    return "content_mismatch"
  }
  let head: Buffer
  try {
    // 1 KB grows to about 1 MB at most.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 4 * 1024 * 1024 }
    head = gunzipSync(content.subarray(0, 1024), options)
  } catch {
    return "content_mismatch"
  }
  return startsAsMarkup(decode(head.subarray(0, EDGE)) ?? "") || isProgram(head)
    ? "active_content"
    : inspectEdges(content)
}

/** Windows, Linux and macOS programs, and scripts with their interpreter in the first line. */
function isProgram(content: Buffer): boolean {
  return /^(?:MZ|\x7fELF|\xfe\xed\xfa|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|#!)/.test(ascii(content, 0, 4))
}

/** Another file in front of this one or behind it: markup, an archive that Java or a person can open, a PDF. */
function inspectEdges(content: Buffer): Refusal | null {
  return inspectHead(content) ?? (holdsArchive(content) ? "active_content" : null)
}

const MARKUP = /<(?:script|html|svg|body|iframe|object|embed|foreignobject|!doctype|!entity|\?php)(?![a-z0-9-])/i

function inspectHead(content: Buffer): Refusal | null {
  const head = ascii(content, 0, EDGE)
  const tail = ascii(content, Math.max(0, content.length - EDGE), content.length)
  const isSecondPdf = ascii(content, 1, 1024).includes("%PDF-")
  // UTF-16 within an image or a PDF is markup to nobody but who is told to read it so; without its zeros it is plain.
  const hasMarkup = [head, tail].some((edge) => MARKUP.test(edge) || MARKUP.test(edge.replace(/\0/g, "")))
  return hasMarkup || isSecondPdf ? "active_content" : null
}

/** A text, or null: UTF-8, UTF-16 with a byte order mark (Windows writes logs so), or one byte a character. */
function decode(content: Buffer): string | null {
  const isLittle = content[0] === 0xff && content[1] === 0xfe
  const isBig = content[0] === 0xfe && content[1] === 0xff
  if (isLittle || isBig) {
    // UTF-32 begins like UTF-16, and goes on with zeros.
    return content.length % 2 ? null : new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(content)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content)
  } catch {
    return content.toString("latin1")
  }
}

/** Tab, line feed, form feed and carriage return are text; escape is where it begins a colour, as logs have them. */
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]|\x1b(?!\[)/

/**
 * How a browser finds HTML where nobody said what it is (WHATWG MIME Sniffing, 7.1), and more of the kind: tags that
 * load or run something, XML, PHP and ASP. Leading blanks, byte order marks and invisible characters do not count.
 */
const STARTS_AS_MARKUP =
  /^(?:<\?|<%|<!(?:--|doctype|entity|\[cdata)|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|math|meta|link|base|img|image|object|embed|applet|form|input|button|video|audio|frameset|template|foreignobject|xml|xsl:\w+|details|marquee)(?:[\s>/]|$))/i

function startsAsMarkup(decoded: string): boolean {
  return STARTS_AS_MARKUP.test(decoded.slice(0, EDGE).replace(/^[\s\p{Cf}\p{Cc}]+/u, ""))
}

function inspectText(content: Buffer): Refusal | null {
  const decoded = decode(content)
  if (decoded === null || NOT_TEXT.test(decoded)) {
    return "content_mismatch"
  }
  // Formats that are texts, but not what anybody reads: PDF, RTF, PostScript.
  if (/^\s*(?:%PDF-|\{\\rtf|%!PS)/.test(decoded.slice(0, 1024))) {
    return "content_mismatch"
  }
  // "<" in UTF-7, which old readers of mail still decode.
  const isUtf7 = /\+ADw-?(?:[a-z!?/]|\+)/i.test(decoded)
  return startsAsMarkup(decoded) || /^\uFEFF?#!/.test(decoded) || isUtf7 ? "active_content" : null
}

function inspectCsv(content: Buffer): Refusal | null {
  return inspectText(content) ?? (startsProgram(decode(content) ?? "") ? "active_content" : null)
}

/** JSON or lines of it. Whether it is complete is not asked: a log that was cut off is still one. */
function inspectJson(content: Buffer): Refusal | null {
  const refusal = inspectText(content)
  return refusal ?? (/^[\s\uFEFF]*[[{]/.test(decode(content) ?? "") ? null : "content_mismatch")
}
