import { createHash } from "node:crypto"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** What to do about each status, for the person in front of the app. */
const NEXT = {
  updates_expired: "Renew the license in the store to get it.",
  unlicensed: "Enter your key: activate <key>",
  unsupported: "It needs another system, or a newer one.",
  held_back: "Nothing to do: it comes by itself.",
  unreachable: "Check the connection and try again.",
  rate_limited: "Try again in a while.",
}

const SAID = {
  up_to_date: ({ current }) => `✓ ${current} is the newest version.`,
  update: ({ current, offer }) => `✓ ${current} can be updated to ${offer.version}`,
  updates_expired: ({ newest }) => `✗ ${newest.version} is out, but the updates of this license have ended.`,
  unlicensed: () => "✗ Updates need a license.",
  unsupported: ({ newest }) => `✗ ${newest ? newest.version : "The software"} does not run on this computer.`,
  held_back: ({ newest }) => `✓ ${newest.version} is being released step by step.`,
}

/** The answer of `client.checkForUpdate` in words. */
export function describeUpdate(update) {
  const lines = [update.ok ? SAID[update.status](update) : `✗ ${update.detail}`]
  if (update.status === "update") {
    lines.push(...update.offer.notes.split("\n").map((line) => `  ${line}`.trimEnd()))
    lines.push(...update.offer.artifacts.map(({ filename, size }) => `  ${filename} (${size} bytes)`))
    if (update.newest && update.newest.version !== update.offer.version) {
      lines.push(`  The newest version is ${update.newest.version}.`)
    }
  }
  if (NEXT[update.status]) {
    lines.push(`→ ${NEXT[update.status]}`)
  }
  return lines.join("\n")
}

/**
 * Gets the first file of an offer, which is the one that fits this computer best. It has its name only once it is the
 * one that was announced, so nothing half is ever installed. The hash comes from the same server as the file: a real app
 * verifies `signature` as well, with its author's public key in its source, before it runs anything.
 * @returns {Promise<string>} where it lies
 */
export async function downloadUpdate({ offer, download_headers }, folder) {
  const [file] = offer.artifacts
  const response = await fetch(file.url, { headers: download_headers })
  if (!response.ok) {
    throw new Error(`${file.filename} cannot be downloaded: the store answered ${response.status}.`)
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  if (createHash("sha512").update(bytes).digest("hex") !== file.sha512) {
    throw new Error(`${file.filename} is not the file that was announced. It was thrown away.`)
  }
  const place = join(folder, file.filename)
  await mkdir(folder, { recursive: true })
  await writeFile(`${place}.new`, bytes)
  await rename(`${place}.new`, place)
  return place
}
