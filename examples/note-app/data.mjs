import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Where `npm run demo` says what it started. */
const DEMO = process.env.LICENSE_CENTER_DEMO_DIR ?? fileURLToPath(new URL("../../.demo", import.meta.url))

/**
 * Where the store is, and a folder for what this app keeps. The demo takes its own file away when it stops; the address
 * is kept here, because a license has to work without the store, as a real app has it in its source.
 */
export async function readStore() {
  const folder = join(DEMO, "example")
  const kept = join(folder, "store.json")
  const running = await readIfThere(join(DEMO, "demo.json"))
  const text = running ?? (await readIfThere(kept))
  if (!text) {
    throw new Error("This app does not know its store yet. Start the demo in another terminal: npm run demo")
  }
  const { url } = JSON.parse(text)
  await mkdir(folder, { recursive: true })
  await writeFile(kept, JSON.stringify({ url }))
  return { url, folder }
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
