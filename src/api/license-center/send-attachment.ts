import { pipeline } from "node:stream/promises"
import type { Readable } from "node:stream"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { safeFilename } from "../../modules/support/rules/safe-filename"
import type { TicketAttachmentDTO } from "../../modules/support/types"

/**
 * Sends a file of a ticket from here, to be saved and not shown: nobody learns where it lies, and a browser runs nothing
 * of it on the store's own address.
 *
 * @returns false when it is not in the File module any more, and nothing was answered yet
 * @throws MedusaError unexpected_state when it cannot be read now, and nothing was answered yet
 */
export async function sendAttachment(
  req: MedusaRequest,
  res: MedusaResponse,
  attachment: TicketAttachmentDTO
): Promise<boolean> {
  if (req.method === "HEAD") {
    describe(res, attachment)
    res.end()
    return true
  }
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  let content: Readable | undefined
  try {
    content = await files.getDownloadStream(attachment.file_id)
    // One that comes after the last byte that matters would end the process.
    content.on("error", () => undefined)
    // Who leaves before it was read to its end.
    res.once("close", () => content!.destroy())
    // Waited for before a status is said: a file that is gone shows only when it is read.
    const bytes = exactly(content, Number(attachment.size))
    const first = await bytes.next()
    describe(res, attachment)
    await pipeline(joined(first.value!, bytes), res)
    return true
  } catch (error) {
    content?.destroy()
    if (res.headersSent || res.destroyed) {
      // Whoever hung up needs no answer; a file that broke off ends the connection, which shows by its length.
      res.destroy()
      return true
    }
    // The provider's own words, with its key, are for the log alone.
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: attachment ${attachment.id} cannot be read: ${(error as Error).message}`)
    undescribe(res)
    if (isMissing(error)) {
      return false
    }
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The file cannot be read now: try again later")
  }
}

/** As the providers say it: a file system, S3 and what speaks like it, and Medusa's own words. */
function isMissing(error: unknown): boolean {
  const { code, name, statusCode, $metadata } = error as {
    code?: unknown
    name?: unknown
    statusCode?: unknown
    $metadata?: { httpStatusCode?: unknown }
  }
  return (
    [code, name].some((word) => word === "ENOENT" || word === "NoSuchKey" || word === "NotFound") ||
    // A bucket that is not there is a mistake in the store's settings.
    ((statusCode ?? $metadata?.httpStatusCode) === 404 && code !== "NoSuchBucket" && name !== "NoSuchBucket") ||
    (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_FOUND)
  )
}

function describe(res: MedusaResponse, { filename, mime_type, size }: TicketAttachmentDTO): void {
  const isText = mime_type.startsWith("text/") || mime_type === "application/json"
  res.status(200)
  res.setHeader("Content-Type", isText ? `${mime_type}; charset=utf-8` : mime_type)
  res.setHeader("Content-Length", String(size))
  res.setHeader("Content-Disposition", attachmentDisposition(filename))
  res.setHeader("X-Content-Type-Options", "nosniff")
  res.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin")
  res.setHeader("Cache-Control", "private, no-store")
}

function undescribe(res: MedusaResponse): void {
  for (const name of ["Content-Type", "Content-Length", "Content-Disposition"]) {
    res.removeHeader(name)
  }
}

/**
 * RFC 6266 with the encoding of RFC 8187, and a name in plain ASCII for what knows only that. No per cent sign in it:
 * some browsers decode what looks like an escape.
 */
export function attachmentDisposition(filename: string): string {
  const name = safeFilename(filename)
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_")
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** The bytes that were announced: fewer would keep who asked waiting, more would be taken for the next answer. */
async function* exactly(content: Readable, size: number): AsyncGenerator<Buffer> {
  let sent = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    sent += chunk.length
    if (sent > size) {
      break
    }
    yield chunk
  }
  if (sent !== size) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "it does not have the size that it had")
  }
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}
