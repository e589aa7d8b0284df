import type { MedusaRequest } from "@medusajs/framework/http"

/** Of a form that is longer, the fields within it are read. What is asked for stands at the beginning. */
const LIMIT = 64 * 1024

/**
 * Reads the form that a shipped updater posts, as far as it can be read; what cannot is no field. Medusa's own parser
 * refuses what it does not like (a charset, too many fields, broken JSON), and an updater that is answered with an error
 * falls silent for hours. A field that is there twice is its last one, as in PHP.
 */
export async function readForm(req: MedusaRequest): Promise<Record<string, unknown>> {
  if (!req.readable) {
    // Another middleware of the store read it before us.
    return typeof req.body === "object" && req.body !== null ? (req.body as Record<string, unknown>) : {}
  }
  const text = await readStart(req)
  return /^\s*\{/.test(text) ? fromJson(text) : Object.fromEntries(new URLSearchParams(text))
}

/** The beginning of a body. The rest is read and dropped: an unread body breaks the next request on the connection. */
function readStart(req: MedusaRequest): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on("data", (chunk: Buffer) => {
      if (size < LIMIT) {
        chunks.push(chunk)
      }
      size += chunk.length
    })
    const done = () => {
      const text = Buffer.concat(chunks).subarray(0, LIMIT).toString("utf8")
      // Where it was cut, the last field may be half of one.
      resolve(size > LIMIT ? text.slice(0, text.lastIndexOf("&") + 1) : text)
    }
    // A caller that hung up waits for nothing any more; resolving twice does nothing.
    req.on("end", done).on("close", done)
  })
}

function fromJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
