import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Where `npm run demo` says what it started. */
const DEMO = process.env.LICENSE_CENTER_DEMO_DIR ?? fileURLToPath(new URL("../../.demo", import.meta.url))

export async function readDemo() {
  const text = await readIfThere(join(DEMO, "demo.json"))
  if (!text) {
    throw new Error("The demo has not run here yet. Start it in another terminal: npm run demo")
  }
  return { ...JSON.parse(text), folder: DEMO }
}

/**
 * The store's public keys: fetched once, then kept. Fetching them each time would make them worthless, since whoever
 * can answer instead of the server could bring keys of their own.
 */
export async function pinnedKeys(url, folder) {
  const file = join(folder, "public-keys.json")
  const pinned = JSON.parse((await readIfThere(file)) ?? "{}")
  if (pinned.keys?.length) {
    return pinned.keys
  }
  const response = await fetch(`${url}/license-center/v1/jwks.json`).catch(() => null)
  if (!response?.ok) {
    throw new Error(`The demo does not answer at ${url}. It must run once for this app to learn its public keys.`)
  }
  const { keys } = await response.json()
  await writeFile(file, JSON.stringify({ keys }, null, 2))
  return keys
}

/** One file that only this user reads, since it holds the key. Written whole or not at all. */
export function fileStorage(file) {
  return {
    load: () => readIfThere(file),
    async save(text) {
      await writeFile(`${file}.new`, text, { mode: 0o600 })
      await chmod(`${file}.new`, 0o600)
      await rename(`${file}.new`, file)
    },
    clear: () => rm(file, { force: true }),
  }
}

async function readIfThere(file) {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    if (error.code === "ENOENT") {
      return null
    }
    throw error
  }
}
