import { gzipSync } from "node:zlib"

/** A request as it goes over the wire. */
export type RawRequest = { body?: string | Uint8Array; headers?: Record<string, string> }

const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels)

/** What can stand where a text is expected. `undefined` leaves the field out. */
const VALUES: Record<string, unknown> = {
  "left out": undefined,
  null: null,
  zero: 0,
  "a huge number": 1e308,
  "a number": 42.5,
  true: true,
  false: false,
  "an empty list": [],
  "a list": ["x"],
  "an empty object": {},
  "an object": { $ne: null },
  "an object that says it is a text": { toString: "x", length: 1 },
  "a deep list": JSON.parse(deep(2000, "[", "]")),
  "an empty text": "",
  blanks: " \t\n\u00a0\ufeff",
  NUL: "\0",
  "NUL in the middle": "a\0b",
  "5 KB": "x".repeat(5 * 1024),
  "5 KB in few characters": "\u{1F511}".repeat(1280),
  "half a character, its first half": "x\ud83d",
  "half a character, its second half": "\udd11x",
  "halves in the wrong order": "\udd11\ud83d",
}

/**
 * Bodies that no call accepts, each made from one that it does.
 *
 * @param good a body that would be answered with 200 or 201
 */
export function badRequests(good: Record<string, string>): Record<string, RawRequest> {
  const text = JSON.stringify(good)
  const requests: Record<string, RawRequest> = {}
  for (const field of ["key", "product", "fingerprint"]) {
    for (const [name, value] of Object.entries(VALUES)) {
      requests[`${field}: ${name}`] = { body: JSON.stringify({ ...good, [field]: value }) }
    }
  }
  const bodies: Record<string, string | Uint8Array | undefined> = {
    none: undefined,
    empty: "",
    blank: "  \n",
    "only a byte order mark": "\ufeff",
    "two byte order marks before it": `\ufeff\ufeff${text}`,
    "a byte order mark of UTF-16": Buffer.from(`\ufeff${text}`, "utf16le"),
    "UTF-16 without one": Buffer.from(text, "utf16le"),
    "bytes that are no text": Buffer.from([0xff, 0xfe, 0xfd, 0x00, 0x01]),
    null: "null",
    "a number": "42",
    "a text": JSON.stringify(text),
    true: "true",
    "a list": `[${text}]`,
    "an empty list": "[]",
    "an empty object": "{}",
    "half an object": text.slice(0, -2),
    "an object and more": `${text} x`,
    "two objects": text + text,
    "a comma too many": text.replace(/}$/, ",}"),
    "single quotes": text.replaceAll('"', "'"),
    "no quotes": "{key: 1}",
    "a comment": `// ${text}`,
    NaN: '{"key":NaN}',
    undefined: '{"key":undefined}',
    "a raw NUL in a text": text.replace('"key":"', '"key":"\0'),
    "a raw line break in a text": text.replace('"key":"', '"key":"\n'),
    "a number beyond every number": '{"key":1e99999}',
    "an endless list": "[".repeat(50_000),
    "a very deep list": deep(30_000, "[", "]"),
    "a very deep object": `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
    "fields of the prototype": `{"__proto__":${text}}`,
    "fields of the constructor": `{"constructor":{"prototype":${text}},"prototype":${text}}`,
    "a polluting prototype": '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    "fields in another case": text.replace('"key"', '"KEY"'),
    "70 KB of padding": JSON.stringify({ ...good, padding: "x".repeat(70 * 1024) }),
    "70 KB of blanks": text + " ".repeat(70 * 1024),
    "a 70 KB key": JSON.stringify({ ...good, key: "X".repeat(70 * 1024) }),
    "2 MB": "x".repeat(2 * 1024 * 1024),
    html: "<html></html>",
  }
  for (const [name, body] of Object.entries(bodies)) {
    requests[`body: ${name}`] = { body }
  }
  const types = ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/octet-stream", "x"]
  for (const type of types) {
    requests[`type: ${type}`] = { body: text, headers: { "content-type": type } }
  }
  return {
    ...requests,
    "type: none": { body: Buffer.from(text), headers: { "content-type": "" } },
    "type: a form": { body: new URLSearchParams(good).toString(), headers: { "content-type": types[1]! } },
    "type: a multipart form": {
      body: `--x\r\ncontent-disposition: form-data; name="key"\r\n\r\n${good.key}\r\n--x--\r\n`,
      headers: { "content-type": "multipart/form-data; boundary=x" },
    },
    "encoding: gzip": { body: gzipSync(text), headers: { "content-encoding": "gzip" } },
    "encoding: gzip, unnamed": { body: gzipSync(text) },
    "encoding: gzip, as it says but is not": { body: text.slice(1), headers: { "content-encoding": "gzip" } },
    "encoding: a gzip bomb": { body: gzipSync(Buffer.alloc(5_000_000)), headers: { "content-encoding": "gzip" } },
    "encoding: an unknown one": { body: Buffer.from("0123"), headers: { "content-encoding": "zstd" } },
  }
}
