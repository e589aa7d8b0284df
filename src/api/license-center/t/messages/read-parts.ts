import multer, { type StorageEngine } from "multer"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MAX_BYTES, MAX_FILES } from "../../../../modules/support/rules/attachment"
import { MAX_MESSAGE } from "../../../../workflows/support/lib/read-request"

export type ReadFile = { filename: string; content: Buffer } | { filename: string; refused: "too_large" | "too_many" }

/** Texts and files of a form, in their order. */
export type Parts = { text: (name: string) => string; texts: (name: string) => string[]; files: ReadFile[] }

/** Somewhat more than is allowed comes back to its writer; the same in UTF-8 takes up to three bytes a unit. */
const FIELD_BYTES = 10 * 3 * MAX_MESSAGE

/** Of a form that holds more, nothing is read: no browser and no person makes one. */
const LIMITS = { fieldNameSize: 100, fieldSize: FIELD_BYTES, fields: 30, files: 100, parts: 130 }

/**
 * Keeps files up to what may be attached in memory. What is larger, or one too many, is read to its end and dropped, and
 * named: multer's own limits would end the whole form, with the message in it.
 */
function keeping(most: number): StorageEngine {
  let count = 0
  return {
    _handleFile: (_req, file, done) => {
      const isOneTooMany = ++count > most
      let chunks: Buffer[] = []
      let size = 0
      file.stream.on("data", (chunk: Buffer) => {
        size += chunk.length
        if (isOneTooMany || size > MAX_BYTES) {
          chunks = []
        } else {
          chunks.push(chunk)
        }
      })
      file.stream.on("error", done)
      file.stream.on("end", () => {
        const refused = isOneTooMany ? "too_many" : size > MAX_BYTES ? "too_large" : undefined
        done(null, { refused, buffer: Buffer.concat(chunks) } as Partial<Express.Multer.File>)
      })
    },
    _removeFile: (_req, _file, done) => done(null),
  }
}

/**
 * Reads a form with files.
 *
 * @param keep_files false for who may not attach any: the message is read, and files are dropped
 * @returns null when it cannot be read
 */
export async function readParts(
  req: MedusaRequest,
  res: MedusaResponse,
  { keep_files }: { keep_files: boolean }
): Promise<Parts | null> {
  const read = multer({
    storage: keeping(keep_files ? MAX_FILES : 0),
    limits: LIMITS,
    // What browsers write file names in.
    defParamCharset: "utf8",
  }).any()
  const error = await new Promise<unknown>((resolve) => read(req as never, res as never, resolve))
  if (error || !req.is("multipart/form-data")) {
    return null
  }
  const body = (req.body ?? {}) as Record<string, unknown>
  const texts = (name: string) => [body[name]].flat().filter((value): value is string => typeof value === "string")
  const files = (req as unknown as { files?: (Express.Multer.File & { refused?: "too_large" | "too_many" })[] }).files
  return {
    texts,
    text: (name) => texts(name).at(-1) ?? "",
    files: (files ?? []).map(({ originalname, buffer, refused }) =>
      refused ? { filename: originalname, refused } : { filename: originalname, content: buffer }
    ),
  }
}
