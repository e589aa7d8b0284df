import type { MedusaRequest } from "@medusajs/framework/http"

const LIMIT = 64 * 1024

/**
 * Reads the body of a call. Medusa's own parser answers a malformed body in Medusa's error form; the sold software is
 * promised one form for every answer, so what cannot be read is `undefined` here, and refused like every other
 * malformed request.
 *
 * What is too long, or is not JSON, is still read to its end and dropped: an unread body breaks the next request on a
 * kept-alive connection.
 */
export function readJson(req: MedusaRequest): Promise<unknown> {
  if (!req.readable) {
    // Another middleware of the store read it before us.
    return Promise.resolve(req.body)
  }
  return new Promise((resolve) => {
    const isJson = req.headers["content-type"] === "application/json" || req.is("application/json")
    const chunks: Buffer[] = []
    let size = 0
    req.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (isJson && size <= LIMIT) {
        chunks.push(chunk)
      }
    })
    req.on("end", () => resolve(isJson && size <= LIMIT ? parse(chunks) : undefined))
    // A caller that hung up waits for nothing any more; resolving twice does nothing. Node makes no error of it as long
    // as nobody listens for one.
    req.on("close", () => resolve(undefined))
  })
}

function parse(chunks: Buffer[]): unknown {
  try {
    return JSON.parse((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString("utf8"))
  } catch {
    return undefined
  }
}
