import { Transform } from "node:stream"
import multer, { type StorageEngine } from "multer"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { Held } from "../../../../lib/body-budget"
import { cutOff } from "../../../../lib/read-body"
import { MAX_BYTES, MAX_FILES } from "../../../../modules/support/rules/attachment"
import { MAX_MESSAGE } from "../../../../workflows/support/lib/read-request"

type Dropped = "too_large" | "too_many" | "limited"
export type ReadFile = { filename: string; content: Buffer } | { filename: string; refused: Dropped }

/** Texts and files of a form, in their order. */
export type Parts = { text: (name: string) => string; texts: (name: string) => string[]; files: ReadFile[] }

/** Why there are none. `unreadable` is no form of ours, or holds more than one of ours can. */
export type NoParts = "unreadable" | "busy" | "slow"

/** Somewhat more than is allowed comes back to its writer; the same in UTF-8 takes up to three bytes a unit. */
const FIELD_BYTES = 10 * 3 * MAX_MESSAGE
/** All that is no file, with the lines between the parts. */
const FIELDS_BYTES = FIELD_BYTES + 100 * 1024
/** What may be on its way through the parser, so that it was counted and its file was not seen yet. */
const ON_ITS_WAY = 512 * 1024

/** Of a form that holds more, nothing is read: no browser and no person makes one. */
const LIMITS = { fieldNameSize: 100, fieldSize: FIELD_BYTES, fields: 20, files: 100, parts: 120 }

/**
 * Counts what comes in before anything is kept of it. A form's own files are taken out of the count of its fields, and
 * given back when they are dropped.
 */
class Meter extends Transform {
  refused: NoParts | null = null
  // Not `files`: multer puts its own there.
  private in_files = 0
  private all = 0

  constructor(private readonly held: Held) {
    super()
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: Error | null, chunk?: Buffer) => void): void {
    this.all += chunk.length
    if (this.all - this.in_files > FIELDS_BYTES + ON_ITS_WAY) {
      this.refuse("unreadable")
    } else if (!this.held.add(chunk.length)) {
      this.refuse("busy")
    } else {
      done(null, chunk)
    }
  }

  sawFile(bytes: number): void {
    this.in_files += bytes
  }

  dropped(bytes: number): void {
    this.held.giveBack(bytes)
  }

  /** Ends the form: the parser hears of an error, and what was read of it is forgotten. */
  refuse(reason: NoParts): void {
    this.refused ??= reason
    this.destroy(new MedusaError(MedusaError.Types.INVALID_DATA, reason))
  }
}

/**
 * Keeps files up to what may be attached in memory. What is larger, or one too many, is read to its end and dropped, and
 * named: multer's own limits would end the whole form, with the message in it.
 *
 * @param admit counts a file that begins to come in; false when no more are taken now
 */
function keeping(meter: Meter, most: number, admit: () => Promise<boolean>): StorageEngine {
  let count = 0
  return {
    _handleFile: (_req, file, done) => {
      const isOneTooMany = ++count > most
      const begin = (refused: Dropped | undefined) => {
        let chunks: Buffer[] = []
        let size = 0
        file.stream.on("data", (chunk: Buffer) => {
          size += chunk.length
          meter.sawFile(chunk.length)
          if (!refused && size > MAX_BYTES) {
            refused = "too_large"
            meter.dropped(size)
            chunks = []
          } else if (refused) {
            meter.dropped(chunk.length)
          } else {
            chunks.push(chunk)
          }
        })
        file.stream.on("end", () =>
          done(null, { refused, buffer: Buffer.concat(chunks) } as Partial<Express.Multer.File>)
        )
      }
      file.stream.on("error", done)
      if (isOneTooMany) {
        begin("too_many")
      } else {
        admit().then((isAdmitted) => begin(isAdmitted ? undefined : "limited"), done)
      }
    },
    _removeFile: (_req, _file, done) => done(null),
  }
}

/**
 * Reads a form with files.
 *
 * @param options.held counts what is in memory; the caller releases it
 * @param options.files how many are kept of who may attach some; null for who may not: the message is read, and files are
 *   dropped
 */
export async function readParts(
  req: MedusaRequest,
  res: MedusaResponse,
  options: { held: Held; deadline_ms: number; admit: (() => Promise<boolean>) | null }
): Promise<Parts | NoParts> {
  const { held, deadline_ms, admit } = options
  if (!req.is("multipart/form-data")) {
    return "unreadable"
  }
  const meter = new Meter(held)
  const read = multer({
    storage: keeping(meter, admit ? MAX_FILES : 0, admit ?? (async () => false)),
    limits: LIMITS,
    // What browsers write file names in.
    defParamCharset: "utf8",
  }).any()
  const form = Object.assign(meter, { headers: req.headers }) as Meter & Form
  const timer = setTimeout(() => meter.refuse("slow"), deadline_ms).unref()
  // After its end a request closes as well.
  const leave = () => req.readableEnded || meter.refuse("unreadable")
  req.once("close", leave)
  const error = await new Promise<unknown>((resolve) => {
    read(form as never, res as never, resolve)
    req.pipe(meter)
  })
  clearTimeout(timer)
  req.off("close", leave)
  if (error || meter.refused) {
    held.release()
    if (meter.refused === "slow") {
      res.setHeader("Connection", "close")
      cutOff(req)
    }
    return meter.refused ?? "unreadable"
  }
  return partsOf(form)
}

type Form = { body?: Record<string, unknown>; files?: (Express.Multer.File & { refused?: Dropped })[] }

function partsOf({ body = {}, files = [] }: Form): Parts {
  const texts = (name: string) => [body[name]].flat().filter((value): value is string => typeof value === "string")
  return {
    texts,
    text: (name) => texts(name).at(-1) ?? "",
    files: files.map(({ originalname, buffer, refused }) =>
      refused ? { filename: originalname, refused } : { filename: originalname, content: buffer }
    ),
  }
}
