import { pipeline } from "node:stream/promises"
import { Transform, type Readable } from "node:stream"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readRange, type ByteRange } from "../../../../modules/releases/rules/byte-range"
import type { KnownFile } from "../../../../modules/releases/services/downloads"

/**
 * A file elsewhere is only pointed at, and so is one whose provider signs links that run out (S3: a signature in the
 * query). A link without one, as Medusa's local provider gives, would open the file for ever: such a file is sent from
 * here, so that nobody learns where it lies.
 */
export async function sendFile(req: MedusaRequest, res: MedusaResponse, file: KnownFile): Promise<void> {
  if (file.url) {
    res.redirect(302, file.url)
    return
  }
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  const { url } = await files.retrieveFile(file.file_id!)
  if (new URL(url).search) {
    res.redirect(302, url)
    return
  }
  await stream(req, res, file, await files.getDownloadStream(file.file_id!))
}

async function stream(req: MedusaRequest, res: MedusaResponse, file: KnownFile, content: Readable): Promise<void> {
  const etag = `"${file.sha512.slice(0, 64)}"`
  const asked = readRange(req.headers.range, file.size)
  // A part of another version of the file would make no whole.
  const range = req.headers["if-range"] && req.headers["if-range"] !== etag ? null : asked
  res.setHeader("Accept-Ranges", "bytes")
  res.setHeader("ETag", etag)
  res.setHeader("Content-Type", "application/octet-stream")
  res.setHeader("Content-Disposition", `attachment; filename="${file.filename}"`)
  res.setHeader("X-Content-Type-Options", "nosniff")
  if (range === "unsatisfiable") {
    content.destroy()
    res.setHeader("Content-Range", `bytes */${file.size}`)
    res.status(416).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  res.status(range ? 206 : 200)
  res.setHeader("Content-Length", String(end - start + 1))
  if (range) {
    res.setHeader("Content-Range", `bytes ${start}-${end}/${file.size}`)
  }
  if (req.method === "HEAD") {
    content.destroy()
    res.end()
    return
  }
  try {
    await pipeline(content, only({ start, end }), res)
  } catch {
    // Whoever hung up needs no answer; a file that broke off ends the connection, which the updater sees by its length.
    res.destroy()
  }
}

/** Lets only the asked bytes through. File providers stream from the beginning only. */
function only({ start, end }: ByteRange): Transform {
  let at = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const from = Math.max(0, start - at)
      const to = Math.min(chunk.length, end + 1 - at)
      at += chunk.length
      done(null, from < to ? chunk.subarray(from, to) : undefined)
    },
  })
}
