import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { BODIES } from "../../lib/body-budget"
import { networkOf } from "../../lib/rate-limit"
import { cutOff } from "../../lib/read-body"

/**
 * Characters beyond ASCII take six or nine bytes in a form: the longest message that is allowed has to fit, in any
 * script, and one that is somewhat too long as well, so that its writer gets it back.
 */
const LIMIT = 512 * 1024
const DEADLINE_MS = 60_000

/** Texts by the names of a form's fields. A field that is not there is empty. */
export type HostedForm = { get: (name: string) => string; has: (name: string) => boolean }

/**
 * Reads a form that was sent as `application/x-www-form-urlencoded`. What cannot be read is no field.
 *
 * @throws MedusaError unexpected_state when it takes too long, or too many forms are coming in
 */
export async function readHostedForm(req: MedusaRequest): Promise<HostedForm> {
  if (!req.readable) {
    // Another middleware of the store read it before us.
    return fieldsOf(Object.entries((req.body as Record<string, unknown> | undefined) ?? {}))
  }
  const text = await readText(req)
  return fieldsOf([...new URLSearchParams(text)])
}

function fieldsOf(entries: [string, unknown][]): HostedForm {
  const fields = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"))
  return { get: (name) => fields.get(name) ?? "", has: (name) => fields.has(name) }
}

/** The beginning of a body, up to the last field that is whole. The rest is read and dropped. */
async function readText(req: MedusaRequest): Promise<string> {
  const held = BODIES.strangers.open(networkOf(req.ip ?? ""))
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      let chunks: Buffer[] = []
      let size = 0
      const refuse = (why: string) => {
        chunks = []
        reject(new MedusaError(MedusaError.Types.UNEXPECTED_STATE, why))
      }
      timer = setTimeout(() => {
        refuse("a form did not come in within a minute")
        cutOff(req)
      }, DEADLINE_MS).unref()
      req.on("data", (chunk: Buffer) => {
        if (size < LIMIT && held.add(chunk.length)) {
          chunks.push(chunk)
        } else if (size < LIMIT) {
          refuse("too many forms are coming in")
        }
        size += chunk.length
      })
      const done = () => {
        const text = Buffer.concat(chunks).subarray(0, LIMIT).toString("utf8")
        resolve(size > LIMIT ? text.slice(0, text.lastIndexOf("&") + 1) : text)
      }
      // Who hung up waits for nothing any more; resolving twice does nothing.
      req.on("end", done).on("close", done)
    })
  } finally {
    clearTimeout(timer)
    held.release()
  }
}
