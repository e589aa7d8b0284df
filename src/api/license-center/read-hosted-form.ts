import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * Characters beyond ASCII take six or nine bytes in a form: the longest message that is allowed has to fit, in any
 * script, and one that is somewhat too long as well, so that its writer gets it back.
 */
const LIMIT = 512 * 1024

/** Texts by the names of a form's fields. A field that is not there is empty. */
export type HostedForm = { get: (name: string) => string; has: (name: string) => boolean }

/** Reads a form that was sent as `application/x-www-form-urlencoded`. What cannot be read is no field. */
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
function readText(req: MedusaRequest): Promise<string> {
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
      resolve(size > LIMIT ? text.slice(0, text.lastIndexOf("&") + 1) : text)
    }
    // Who hung up waits for nothing any more; resolving twice does nothing.
    req.on("end", done).on("close", done)
  })
}
