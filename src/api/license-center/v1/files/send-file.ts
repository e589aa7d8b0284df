import { pipeline } from "node:stream/promises"
import type { Readable } from "node:stream"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { readRange, type ByteRange } from "../../../../modules/releases/rules/byte-range"
import { LINK_SECONDS, type KnownFile } from "../../../../modules/releases/services/downloads"
import { runsOutSoon } from "./signed-link"

/**
 * A file elsewhere is only pointed at, and so is one whose provider signs links that run out as soon as ours. Any other
 * link (S3's own default is an hour, that of Medusa's local provider is good for ever) would open the file for longer
 * than was promised: such a file is sent from here, so that nobody learns where it lies.
 */
export async function sendFile(req: MedusaRequest, res: MedusaResponse, file: KnownFile): Promise<void> {
  if (file.url) {
    res.redirect(302, file.url)
    return
  }
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const link = await linkTo(files, file.file_id!)
  if (link === null) {
    refuseGone(res, logger, file)
    return
  }
  if (runsOutSoon(link, new Date())) {
    res.redirect(302, link)
    return
  }
  warnOnce(logger, link)
  await stream(req, res, logger, files, file)
}

/** @returns null when the file is not there any more */
async function linkTo(files: IFileModuleService, file_id: string): Promise<string | null> {
  try {
    return (await files.retrieveFile(file_id)).url
  } catch (error) {
    if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_FOUND) {
      return null
    }
    throw error
  }
}

async function stream(
  req: MedusaRequest,
  res: MedusaResponse,
  logger: Logger,
  files: IFileModuleService,
  file: KnownFile
): Promise<void> {
  const etag = `"${file.sha512.slice(0, 64)}"`
  const asked = readRange(req.headers.range, file.size)
  // A part of another version of the file would make no whole.
  const range = req.headers["if-range"] && req.headers["if-range"] !== etag ? null : asked
  if (range === "unsatisfiable") {
    describe(res, file, etag)
    res.setHeader("Content-Range", `bytes */${file.size}`)
    res.status(416).end()
    return
  }
  const part = range ?? { start: 0, end: file.size - 1 }
  const describePart = () => {
    describe(res, file, etag)
    res.status(range ? 206 : 200)
    res.setHeader("Content-Length", String(part.end - part.start + 1))
    if (range) {
      res.setHeader("Content-Range", `bytes ${part.start}-${part.end}/${file.size}`)
    }
  }
  if (req.method === "HEAD") {
    describePart()
    res.end()
    return
  }
  let content: Readable | undefined
  try {
    content = await files.getDownloadStream(file.file_id!)
    // One that comes after the last byte that matters would end the process.
    content.on("error", () => undefined)
    // Who leaves while the source is read up to where the part begins.
    res.once("close", () => content!.destroy())
    const bytes = only(content, part)
    // Waited for before a status is said: a file that is gone shows only when it is read.
    const first = await bytes.next()
    describePart()
    await pipeline(joined(first.value!, bytes), res)
  } catch {
    content?.destroy()
    if (res.headersSent || res.destroyed) {
      // Whoever hung up needs no answer; a file that broke off ends the connection, which the updater sees by its length.
      res.destroy()
      return
    }
    refuseGone(res, logger, file)
  }
}

function describe(res: MedusaResponse, file: KnownFile, etag: string): void {
  res.setHeader("Accept-Ranges", "bytes")
  res.setHeader("ETag", etag)
  res.setHeader("Content-Type", "application/octet-stream")
  res.setHeader("Content-Disposition", `attachment; filename="${file.filename}"`)
  res.setHeader("X-Content-Type-Options", "nosniff")
}

/**
 * The asked bytes of a source. File providers stream from the beginning only; but after the last byte that is asked for
 * nothing more is read: leaving the loop closes the source.
 */
async function* only(content: Readable, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const from = Math.max(0, start - at)
    const to = Math.min(chunk.length, end + 1 - at)
    at += chunk.length
    if (from < to) {
      yield chunk.subarray(from, to)
    }
    if (at > end) {
      return
    }
  }
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The file is shorter than it was")
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

/** The log says which file; the provider's own words, with its key, are not for the one who asks. */
function refuseGone(res: MedusaResponse, logger: Logger, { id, filename, version }: KnownFile): void {
  logger.error(`License Center: ${filename} of version ${version} (${id}) is not in the File module any more`)
  res.status(404).json({ code: "NOT_FOUND", detail: "This file is not available any more." })
}

let warned = false

function warnOnce(logger: Logger, link: string): void {
  if (!warned && new URL(link).search) {
    warned = true
    logger.warn(
      `License Center: the file provider's links are good for more than ${LINK_SECONDS} seconds, so files are sent through this server. With S3, set download_file_duration: ${LINK_SECONDS}.`
    )
  }
}
