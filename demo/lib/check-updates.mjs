import { createHash } from "node:crypto"
import { jsonClient } from "./http.mjs"

const OLDER = "1.0.0"
/** The demo has files for these. */
const platform = ["darwin", "win32"].includes(process.platform) ? process.platform : "linux"

/**
 * Asks as version 1.0.0 of the software would. Which version comes depends on the device (one is rolled out step by
 * step) and on what the demo's operator did, so any newer one will do.
 * @returns {Promise<{ version: string, artifacts: { filename: string, size: number, sha512: string, download_path: string }[] }>}
 * @throws when there is no update, or none with a file
 */
export async function askForUpdate(url, { product, lease }) {
  const software = jsonClient(url, { authorization: `Bearer ${lease}` })
  const answer = await software.get(`/license-center/v1/updates/${product}?version=${OLDER}&platform=${platform}`)
  if (answer.status !== "update") throw new Error(`status: expected "update", got ${JSON.stringify(answer)}`)
  if (answer.offer.version === OLDER) throw new Error(`${OLDER} is offered to itself`)
  if (answer.offer.artifacts.length === 0) throw new Error(`${answer.offer.version} is offered without a file`)
  return answer.offer
}

/**
 * Gets an offered file as updaters do: with the credential to its address, without it where that leads.
 * @throws when what arrives is not the file that was announced
 */
export async function download(url, { file, lease }) {
  const asked = await fetch(url + file.download_path, {
    headers: { authorization: `Bearer ${lease}` },
    redirect: "manual",
  })
  if (asked.status !== 302) throw new Error(`${file.download_path}: expected 302, got ${asked.status}`)
  const answer = await fetch(asked.headers.get("location"))
  if (!answer.ok) throw new Error(`the link to ${file.filename} answered ${answer.status}`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (bytes.length !== file.size) throw new Error(`${file.filename}: expected ${file.size} bytes, got ${bytes.length}`)
  const sha512 = createHash("sha512").update(bytes).digest("hex")
  if (sha512 !== file.sha512) throw new Error(`${file.filename}: its SHA-512 is ${sha512}, not ${file.sha512}`)
}
