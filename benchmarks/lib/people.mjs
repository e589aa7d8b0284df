import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

/** Devices that hold a seat of each seeded license. */
export const DEVICES = 3

/** What a device sends as its fingerprint: 64 hex digits, as the client library makes them. */
export const fingerprintOf = (...parts) => createHash("sha256").update(parts.join(":")).digest("hex")

export const PRODUCT = { id: "prod_bench", handle: "nimbus-notes", title: "Nimbus Notes" }

/** The seeded keys, one a line; the license's number is its line. */
export const readKeys = (file) => readFileSync(file, "utf8").trimEnd().split("\n")

/** mulberry32: a small generator whose numbers follow from its seed, so that a run can be repeated. */
export function randomFrom(seed) {
  let state = createHash("sha256").update(String(seed)).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What copies of the software show when they ask for updates, picked at random. */
export const credentials = ({ keys, random, count }) =>
  Array.from({ length: count }, () => ({ authorization: `License ${keys[Math.floor(random() * keys.length)]}` }))

/**
 * Bodies of calls by devices picked at random.
 * @param {{ keys: string[], random: () => number, count: number, newDevice?: string }} options `newDevice`: devices that
 *   were never seen before, told apart by this word
 */
export function callBodies({ keys, random, count, newDevice }) {
  return Array.from({ length: count }, (_, i) => {
    const license = Math.floor(random() * keys.length)
    const device = Math.floor(random() * DEVICES)
    const fingerprint = newDevice ? fingerprintOf("new", newDevice, i) : fingerprintOf("device", license, device)
    return JSON.stringify({ key: keys[license], product: PRODUCT.handle, fingerprint, version: "4.2.1" })
  })
}
