import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

/**
 * @typedef {{ address: string, name: string }} Address
 * @typedef {{ id: string, time: string, from: Address[], to: Address[], subject: string, text: string, html: string,
 *   headers: Record<string, string> }} Mail
 */

/**
 * Keeps mails as one file each, so that they outlive a restart and a `kill -9`.
 * @param {string} folder
 */
export function openMailStore(folder) {
  mkdirSync(folder, { recursive: true })
  /** @type {Mail[]} */
  const mails = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")))
  let last = mails.length > 0 ? Number(mails[mails.length - 1].id.split("-")[1]) : 0
  let version = Date.now()

  return {
    /** All mails, oldest first. */
    all: () => mails,
    /** Changes whenever the list does, for pages that poll. */
    version: () => version,
    /**
     * Stores a mail and returns only after it is on disk: the sender takes our answer as a promise.
     * @param {Omit<Mail, "id" | "time">} mail
     */
    add(mail) {
      // Microseconds since the epoch, counted up where two mails meet: sorting file names sorts arrivals, and no id comes
      // twice, not even after the box was emptied and restarted.
      last = Math.max(Date.now() * 1000, last + 1)
      const stored = { id: `mail-${last}`, time: new Date().toISOString(), ...mail }
      const file = path.join(folder, `${stored.id}.json`)
      writeFileSync(`${file}.tmp`, JSON.stringify(stored, null, 2))
      renameSync(`${file}.tmp`, file)
      mails.push(stored)
      version += 1
      return stored
    },
    /** Empties the box. */
    clear() {
      for (const mail of mails) rmSync(path.join(folder, `${mail.id}.json`), { force: true })
      mails.length = 0
      version += 1
    },
  }
}

/**
 * Turns what `mailparser` gives into the mailbox's own shape.
 * @param {import("mailparser").ParsedMail} parsed
 * @param {{ mailFrom: string, rcptTo: string[] }} envelope names the true recipients: Bcc is not in the headers
 * @returns {Omit<Mail, "id" | "time">}
 */
export function toMail(parsed, envelope) {
  const to = addresses(parsed.to)
  const named = new Set([...to, ...addresses(parsed.cc)].map((entry) => entry.address))
  const hidden = envelope.rcptTo.filter((address) => !named.has(address.toLowerCase()))
  const from = addresses(parsed.from)
  return {
    from: from.length > 0 ? from : [{ address: envelope.mailFrom, name: "" }],
    to: [...to, ...hidden.map((address) => ({ address, name: "" }))],
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
    headers: Object.fromEntries(
      parsed.headerLines.map(({ key, line }) => [
        key,
        line
          .slice(line.indexOf(":") + 1)
          .replace(/\r?\n\s+/g, " ")
          .trim(),
      ])
    ),
  }
}

function addresses(field) {
  const groups = field === undefined ? [] : Array.isArray(field) ? field : [field]
  return groups
    .flatMap((group) => group.value)
    .flatMap((entry) => entry.group ?? [entry])
    .filter((entry) => entry.address)
    .map((entry) => ({ address: entry.address.toLowerCase(), name: entry.name ?? "" }))
}
