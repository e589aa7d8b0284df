import { setTimeout as sleep } from "node:timers/promises"

/** What is paid has its effect within two minutes even when every event is lost. */
const patience = 120_000

/**
 * @template T
 * @param {string} what for the error: "2 mail(s)"
 * @param {() => Promise<T | null | undefined>} look asked until it answers with something
 * @returns {Promise<T>}
 */
export async function waitFor(what, look) {
  const end = Date.now() + patience
  while (Date.now() < end) {
    const found = await look()
    if (found) return found
    await sleep(200)
  }
  throw new Error(`waited for ${what} for ${patience / 1000} s`)
}
