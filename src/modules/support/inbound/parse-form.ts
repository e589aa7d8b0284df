import { Readable } from "node:stream"
import multer from "multer"
import type { InboundRequest } from "./request"

/** Bytes of one field: what a mail's text and headers have at most, and more. */
const MAX_FIELD = 10 * 1024 * 1024
// A form has some dozens of fields, and a mail as many files as a person attaches.
const MAX_FIELDS = 1000
const MAX_FILES = 200

const readMultipart = multer({
  storage: multer.memoryStorage(),
  limits: { fieldSize: MAX_FIELD, fields: MAX_FIELDS, files: MAX_FILES },
  // Providers write names as they came in the mail, in UTF-8.
  defParamCharset: "utf8",
}).any()

type Form = Pick<InboundRequest, "fields" | "files">

/**
 * Reads the form of a post whose bytes are there already, for signatures are over them. A form that cannot be read, or
 * that no mail would make, has no fields.
 */
export async function parseForm(content_type: string, raw_body: Buffer): Promise<Form> {
  if (/^application\/x-www-form-urlencoded\b/i.test(content_type)) {
    return { fields: Object.fromEntries(new URLSearchParams(raw_body.toString("utf8"))) }
  }
  if (!/^multipart\/form-data\b/i.test(content_type)) {
    return {}
  }
  const headers = { "content-type": content_type, "content-length": String(raw_body.length) }
  const request = Object.assign(Readable.from(piecesOf(raw_body), { objectMode: false }), { headers })
  return new Promise((resolve) => {
    void readMultipart(request as never, {} as never, (error?: unknown) => {
      const { body, files } = request as unknown as { body: Record<string, string>; files: InboundRequest["files"] }
      resolve(error ? {} : { fields: body, files })
    })
  })
}

const PIECE = 64 * 1024

/** In pieces: a parser that gets everything at once keeps the server from all else meanwhile. */
function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE) {
    yield bytes.subarray(start, start + PIECE)
  }
}
