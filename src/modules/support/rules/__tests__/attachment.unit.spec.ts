import { deflateRawSync, deflateSync, gzipSync } from "node:zlib"
import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { inspectFile, MAX_BYTES, MAX_FILES } from "../attachment"

const latin = (text: string) => Buffer.from(text, "latin1")
const utf8 = (text: string) => Buffer.from(text)
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")
const utf16be = (text: string) => utf16(text).swap16()
const join = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? utf8(part) : part)))

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return join(length, type, data, Buffer.alloc(4))
}

const PNG = join(
  latin("\x89PNG\r\n\x1a\n"),
  pngChunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  pngChunk("IDAT", deflateSync(Buffer.from([0, 0]))),
  pngChunk("IEND", Buffer.alloc(0))
)
const JPEG = join(
  latin("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
  Buffer.alloc(64, 1),
  latin("\xff\xd9")
)
const GIF = join(latin("GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"))
const WEBP = join(latin('RIFF\x1c\0\0\0WEBPVP8L\x0f\0\0\0/\0\0\0\0\x07\x10\xfd\x8f\xfe\x07"\xa2\xff\x01\0'))
const MP4 = join(latin("\0\0\0\x18ftypisom\0\0\x02\0isommp41\0\0\0\x08moov"), Buffer.alloc(16))
const PDF = utf8("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")

/** A zip as programs write it: local headers, directory, end. */
function zip(files: Record<string, string>, { encrypted = false, comment = "" } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(encrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = join(latin("PK\x03\x04"), fields, name, data)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(offset, 10)
    directory.push(join(latin("PK\x01\x02\x14\0"), fields, where, name))
    locals.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(comment.length, 16)
  return join(...locals, ...directory, latin("PK\x05\x06"), end, comment)
}
const ZIP = zip({ "logs/app.log": "it began\n", "plugin/index.html": "<html></html>" })
const JAR = zip({ "META-INF/MANIFEST.MF": "Main-Class: A", "A.class": "\xca\xfe\xba\xbe" })

describe("a file that may be attached", () => {
  it.each<[string, Buffer, string, string]>([
    ["screen.png", PNG, "image/png", "png"],
    ["photo.JPEG", JPEG, "image/jpeg", "jpg"],
    ["photo.jpg", JPEG, "image/jpeg", "jpg"],
    ["clip.gif", GIF, "image/gif", "gif"],
    ["picture.webp", WEBP, "image/webp", "webp"],
    ["screen.mp4", MP4, "video/mp4", "mp4"],
    ["invoice.pdf", PDF, "application/pdf", "pdf"],
    ["notes.txt", utf8("Grüße,\r\n\tes geht nicht.\f\n"), "text/plain", "txt"],
    ["app.log", utf8("\x1b[31mERROR\x1b[0m <html> in the middle, <script> too\n"), "text/plain", "log"],
    ["app.log", utf8("<134>1 2026-05-12T14:30:00Z host app - - - started\n<info> ok"), "text/plain", "log"],
    ["old.log", latin("Gr\xfc\xdfe\n"), "text/plain", "log"],
    ["windows.log", utf16("Fehler: größer als erlaubt\r\n"), "text/plain", "log"],
    ["windows.log", utf16be("Fehler\r\n"), "text/plain", "log"],
    ["readme.md", utf8("# Title\n\n<p>inline</p>\n"), "text/plain", "md"],
    ["MZ.txt", utf8("MZ-700 is a computer"), "text/plain", "txt"],
    ["seats.csv", utf8("\uFEFFname,seats\n=SUM(A1:A2),-3\n+49 30 1,@home\n"), "text/csv", "csv"],
    ["state.json", utf8('\uFEFF {"a":"<script>"}'), "application/json", "json"],
    ["lines.json", utf8('[1]\n{"cut off": '), "application/json", "json"],
    ["logs.zip", ZIP, "application/zip", "zip"],
    ["logs.zip", zip({ a: "b" }, { comment: "made by hand" }), "application/zip", "zip"],
    ["app.log.gz", gzipSync("it began\n".repeat(10_000)), "application/gzip", "gz"],
    ["x.html.txt", utf8("the last extension counts"), "text/plain", "txt"],
  ])("is %s", (filename, content, mime_type, extension) => {
    expect(inspectFile(filename, content)).toEqual({ ok: true, mime_type, extension })
  })

  it("has at most 10 MB, and there are at most five", () => {
    expect(MAX_FILES).toBe(5)
    expect(inspectFile("a.txt", Buffer.alloc(MAX_BYTES, "a")).ok).toBe(true)
    expect(inspectFile("a.txt", Buffer.alloc(MAX_BYTES + 1, "a"))).toEqual({ ok: false, reason: "too_large" })
    expect(inspectFile("a.txt", Buffer.alloc(0))).toEqual({ ok: false, reason: "empty" })
  })

  it.each([
    ..."svg html htm xhtml xml xsl js mjs css php phtml asp aspx jsp sh bat cmd ps1 vbs wsf hta exe dll msi com scr".split(
      " "
    ),
    ..."jar apk docx docm xlsx xlsm pptx odt rtf 7z rar tar iso dmg lnk url eml msg svgz mht swf tiff bmp ico heic mov".split(
      " "
    ),
  ])("never ends in .%s", (extension) => {
    for (const name of [
      `a.${extension}`,
      `a.${extension.toUpperCase()}`,
      `a.txt.${extension}`,
      `a.${extension}. `,
      `a.png\u202E.${extension}`,
    ]) {
      expect(inspectFile(name, PNG)).toEqual({ ok: false, reason: "type_not_allowed" })
    }
  })

  it("has an extension", () => {
    for (const name of ["png", "", ".png", "a.", "a.png/", "a.png.", "CON"]) {
      expect([name, inspectFile(name, utf8("a")).ok]).toEqual([name, false])
    }
  })
})

/** Content that no name makes allowed. */
const REFUSED: [string, Buffer][] = [
  ["HTML", utf8("<!DOCTYPE html><title>x</title>")],
  ["HTML after blanks", utf8(" \r\n\t\f<HtMl>")],
  ["HTML after a byte order mark", utf8("\uFEFF\n<script>alert(1)</script>")],
  ["HTML after what is invisible", utf8("\u200B\u2060<svg onload=alert(1)>")],
  ["HTML in UTF-16", utf16("  <script>alert(1)</script>")],
  ["HTML in UTF-16, the other way round", utf16be("<svg/onload=alert(1)>")],
  ["HTML in UTF-16 without a mark", Buffer.from("<script>alert(1)</script>", "utf16le")],
  ["HTML in UTF-7", utf8("hello +ADw-script+AD4-alert(1)")],
  ["HTML that begins with a comment", utf8("<!-- --><script>alert(1)</script>")],
  ["HTML that begins with an image", utf8("<img src=x onerror=alert(1)>")],
  ["HTML in ISO-2022-JP", utf8("\x1b(J<script>")],
  ["SVG", utf8('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ["XML", utf8('<?xml version="1.0"?><a/>')],
  ["PHP", utf8("<?php system('id');")],
  ["ASP", utf8('<%@ page language="java" %>')],
  ["a shell script", utf8("#!/bin/sh\nrm -rf ~\n")],
  ["RTF", utf8("{\\rtf1\\ansi hello}")],
  ["PostScript", utf8("%!PS-Adobe-3.0")],
  ["a program of Windows", join("MZ", Buffer.alloc(62), "PE\0\0")],
  ["a program of Linux", join(latin("\x7fELF\x02\x01\x01\0"), Buffer.alloc(60))],
  ["a Java archive", JAR],
  ["a Word document", zip({ "[Content_Types].xml": "<Types/>", "_rels/.rels": "", "word/document.xml": "" })],
  ["an Excel workbook with macros", zip({ "xl/vbaProject.bin": "macro", "xl/workbook.xml": "" })],
  ["an OpenDocument text", zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "" })],
  ["a program of Android", zip({ "AndroidManifest.xml": "", "classes.dex": "" })],
  ["an encrypted zip", zip({ "a.txt": "a" }, { encrypted: true })],
  ["a zip with something in front", join("#!/bin/sh\n", ZIP)],
  ["two zips in one", join(ZIP, ZIP)],
  ["the first half of a zip", ZIP.subarray(0, 40)],
  ["7z", join(latin("7z\xbc\xaf\x27\x1c\0\x04"), Buffer.alloc(40))],
  ["RAR", join(latin("Rar!\x1a\x07\x01\0"), Buffer.alloc(40))],
  ["SVG in gzip", gzipSync("<svg onload=alert(1)>")],
  ["a program in gzip", gzipSync(join("MZ", Buffer.alloc(200)))],
  ["what only begins like gzip", join(latin("\x1f\x8b\x08\0"), Buffer.alloc(40, 0xff))],
  ["zeros", Buffer.alloc(100)],
  ["HEIC", join(latin("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Buffer.alloc(40))],
  ["AVIF", join(latin("\0\0\0\x18ftypavif\0\0\0\0mif1avif"), Buffer.alloc(40))],
  ["a program after a picture's first byte", join(latin("\x89PNG MZ"), Buffer.alloc(20))],
  // Polyglots
  ["a picture that is a page", join(PNG, "<html><script>alert(1)</script>")],
  [
    "a picture with a page in its text",
    join(PNG.subarray(0, 33), pngChunk("tEXt", utf8("Comment\0<script>alert(1)</script>")), PNG.subarray(33)),
  ],
  [
    "a JPEG with a page in its comment",
    join(latin("\xff\xd8\xff\xfe\0\x30<html><body onload=alert(1)>"), JPEG.subarray(2)),
  ],
  ["a GIF that is a page", join(GIF, "\n<SCRIPT src=//x>")],
  ["a GIF with SVG", join(GIF, "<svg onload=alert(1)>")],
  ["a picture with markup in UTF-16 behind it", join(PNG, Buffer.from("<script>alert(1)</script>", "utf16le"))],
  ["a picture with PHP", join(JPEG, "<?php system($_GET[0]);")],
  ["GIFAR", join(GIF, JAR)],
  ["a picture with a zip behind it", join(PNG, ZIP)],
  ["a picture with a zip and a comment behind it", join(JPEG, zip({ a: "b" }, { comment: "x".repeat(5000) }))],
  ["a picture with RAR behind it", join(PNG, latin("Rar!\x1a\x07\x01\0"))],
  ["a picture with 7z behind it", join(WEBP, latin("7z\xbc\xaf\x27\x1c\0\x04"))],
  ["a film with a zip behind it", join(MP4, ZIP)],
  ["a PDF with a zip behind it", join(PDF, ZIP, "\n%%EOF")],
  ["a picture with a PDF in its first kilobyte", join(PNG, PDF)],
  ["a PDF with a page in front", join("<html>\n", PDF)],
  ["a PDF with a byte in front", join("\n", PDF)],
  ["a PDF with a program in front", join("MZ", Buffer.alloc(62), PDF)],
  ["a PDF with a page in its first line", join("%PDF-1.4 <html><script>alert(1)</script>\n", PDF)],
  ["a PDF with JavaScript", join("%PDF-1.4\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n%%EOF")],
  ["a PDF with JavaScript in disguise", join("%PDF-1.4\n<</S/Java#53cript/JS(app.alert(1))>>\n%%EOF")],
  ["a PDF that starts a program", join("%PDF-1.4\n<</S/Launch/F(cmd.exe)>>\n%%EOF")],
  ["a PDF without its end", PDF.subarray(0, 60)],
  ["a WebP that is longer than itself", join(latin("RIFF\xff\xff\0\0WEBPVP8 "), Buffer.alloc(20))],
]
const ALLOWED_NAMES = "png jpg jpeg gif webp mp4 pdf txt log md csv json zip gz".split(" ").map((end) => `a.${end}`)

describe("content that may not be attached", () => {
  it.each(REFUSED)("stays out under every name: %s", (_, content) => {
    const allowed = ALLOWED_NAMES.filter((name) => inspectFile(name, content).ok)
    expect(allowed).toEqual([])
  })

  it("stays out whatever the name is", () => {
    const name = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc
        .tuple(
          fc.string({ unit: "binary", maxLength: 10 }),
          fc.constantFrom(...ALLOWED_NAMES),
          fc.constantFrom("", " ", ".", "\0", "\u202E", "/", ":x")
        )
        .map((parts) => parts.join(""))
    )
    fc.assert(
      fc.property(fc.constantFrom(...REFUSED), name, ([, content], filename) => {
        expect(inspectFile(filename, content).ok).toBe(false)
      }),
      seeded("renamed files", 2000)
    )
  })

  it("says why", () => {
    const reason = (name: string, content: Buffer) => inspectFile(name, content)
    expect(reason("a.png", JPEG)).toEqual({ ok: false, reason: "content_mismatch" })
    expect(reason("a.txt", PNG)).toEqual({ ok: false, reason: "content_mismatch" })
    expect(reason("a.txt", PDF)).toEqual({ ok: false, reason: "content_mismatch" })
    expect(reason("a.json", utf8("no JSON"))).toEqual({ ok: false, reason: "content_mismatch" })
    expect(reason("a.txt", utf8("<html>"))).toEqual({ ok: false, reason: "active_content" })
    expect(reason("a.gif", join(GIF, JAR))).toEqual({ ok: false, reason: "active_content" })
    expect(reason("a.zip", JAR)).toEqual({ ok: false, reason: "active_content" })
    expect(reason("a.zip", zip({ a: "b" }, { encrypted: true }))).toEqual({ ok: false, reason: "type_not_allowed" })
  })

  it("is a table that starts a program", () => {
    for (const cell of [
      "=cmd|' /C calc'!A0",
      "1,\"=cmd|'/C calc'!A0\"",
      "@SUM(1+1)*cmd|' /C calc'!A0",
      '=DDE("cmd";"/C calc";"x")',
      "a\t+powershell | x",
    ]) {
      expect([cell, inspectFile("a.csv", utf8(cell))]).toEqual([cell, { ok: false, reason: "active_content" }])
    }
  })

  it("is never a kind of file that another kind is allowed as", () => {
    const samples = { png: PNG, jpg: JPEG, gif: GIF, webp: WEBP, mp4: MP4, pdf: PDF, zip: ZIP, gz: gzipSync("a") }
    for (const [type, content] of Object.entries(samples)) {
      const found = ALLOWED_NAMES.map((name) => inspectFile(name, content)).filter(({ ok }) => ok)
      expect(new Set(found.map((verdict) => verdict.ok && verdict.extension))).toEqual(new Set([type]))
    }
  })

  it("is judged without a throw, whatever the bytes, and in no time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALLOWED_NAMES),
        fc.constantFrom(PNG, JPEG, GIF, WEBP, MP4, PDF, ZIP, gzipSync("x"), Buffer.alloc(0)),
        fc.nat({ max: 60 }),
        fc.uint8Array({ maxLength: 60 }),
        (name, start, length, rest) => {
          expect(() => inspectFile(name, join(start.subarray(0, length), Buffer.from(rest)))).not.toThrow()
        }
      ),
      seeded("any bytes", 1000)
    )
    for (const [name, piece] of [
      ["a.csv", "=(-"],
      ["a.csv", "\n="],
      ["a.txt", " "],
      ["a.txt", "+ADw"],
      ["a.pdf", "#2f"],
      ["a.zip", "PK\x05\x06"],
    ] as const) {
      const content = Buffer.alloc(1024 * 1024, piece, "latin1")
      const started = process.cpuUsage()
      inspectFile(name, content)
      expect([name, piece, process.cpuUsage(started).user / 1000 < 1000]).toEqual([name, piece, true])
    }
  })
})
