import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * Reads a body that is a file.
 *
 * What is longer than `limit` is read to its end and dropped: an unread body breaks the next request on a kept-alive
 * connection.
 *
 * @returns `gone` when the sender hung up in the middle, and nobody waits for an answer
 */
export function readBytes(req: MedusaRequest, limit: number): Promise<Buffer | "too_large" | "gone"> {
  if (!req.readable) {
    // Another middleware of the store read it before us.
    return Promise.resolve(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0))
  }
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let size = 0
    req.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) {
        chunks.push(chunk)
      } else {
        chunks = []
        resolve("too_large")
      }
    })
    req.on("end", () => resolve(Buffer.concat(chunks)))
    // After the end it does nothing: a promise is resolved once.
    req.on("close", () => resolve("gone"))
  })
}
