import type { IncomingMessage } from "node:http"
import { pipeline } from "node:stream/promises"
import { Transform } from "node:stream"
import type { IFileModuleService, Logger } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { Meter, type Measured } from "../../../../../../../lib/hash-stream"
import { discardFile } from "../../../../../../../workflows/lib/discard-file"
import { nameOfUpload } from "../../../../../../../workflows/releases/lib/uploads"

/** The sender hung up before the whole body was there: nobody is left to be answered. */
export class SenderGone extends Error {
  override name = "SenderGone"
}

export type Received = { file_id: string; measured: Measured }

type Store = Pick<IFileModuleService, "getUploadStream" | "deleteFiles">

/**
 * Takes a request's body into the File module, piece by piece, and measures it on the way. Either all of it is there in
 * the end, or nothing.
 *
 * The request is left whole when the store fails: destroying it would cut the connection, and the sender would read of
 * a network failure instead of what happened.
 *
 * @param limit bytes that were announced: one more, and the rest is not taken
 * @throws SenderGone; MedusaError invalid_data beyond the limit, unexpected_state when the store does not take it
 */
export async function receiveFile(
  files: Store,
  logger: Logger,
  body: IncomingMessage,
  { filename, limit = Infinity }: { filename: string; limit?: number }
): Promise<Received> {
  const { writeStream, promise, fileKey } = await files.getUploadStream({
    filename: nameOfUpload(filename),
    mimeType: "application/octet-stream",
    access: "private",
  })
  const meter = new Meter()
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) {
        done(tooLong(filename, limit))
        return
      }
      meter.add(chunk)
      done(null, chunk)
    },
  })
  const stored = promise.then(
    () => null,
    (error: Error) => {
      // A store that has given up reads no more: without this the body would wait for it forever.
      writeStream.destroy(error)
      return error
    }
  )
  const gone = () => {
    if (!body.readableEnded) {
      measure.destroy(new SenderGone(`${filename} broke off`))
    }
  }
  // The first one for good: an error of the request that nobody listens to would end the process.
  body.on("error", gone).on("close", gone)
  if (body.destroyed) {
    gone()
  }
  body.pipe(measure)
  try {
    await pipeline(measure, writeStream)
    const failure = await stored
    if (failure) {
      throw failure
    }
  } catch (error) {
    body.unpipe(measure)
    body.resume()
    // Destroyed, so that S3's provider takes its parts back. It is done with the file when its promise has an end.
    writeStream.destroy(error as Error)
    await stored
    await discardFile(files, logger, fileKey)
    throw error instanceof SenderGone || error instanceof MedusaError ? error : notStored(logger, filename, error)
  } finally {
    body.off("close", gone)
  }
  return { file_id: fileKey, measured: meter.end() }
}

function tooLong(filename: string, limit: number): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `${filename} did not arrive as announced: it has more than ${limit} bytes`
  )
}

function notStored(logger: Logger, filename: string, error: unknown): MedusaError {
  logger.error(`License Center: ${filename} could not be stored`, error as Error)
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `${filename} could not be stored, and nothing of it was kept. The server's log says why.`
  )
}
