import type { Arch, Platform } from "./platforms"

/** A file of a build folder, as it is to be uploaded. */
export type PlannedArtifact = {
  filename: string
  platform: Platform
  arch: Arch
  kind: string
  /** The file beside it that holds the author's signature, when there is one. */
  signature_file: string | null
}

export type ArtifactPlan = { artifacts: PlannedArtifact[]; ignored: string[] }

/** What build tools leave beside the files that people install. */
const BY_PRODUCTS = /(?:\.blockmap|\.ya?ml|\.json|\.map|\.txt|\.md|\.log|\.DS_Store)$/i
const SIGNATURE = /\.(?:sig|minisig)$/i

/** Each kind of file, the first that fits first. `null`: the name has to say for which system it is. */
const KINDS: [RegExp, string, Platform | null][] = [
  [/\.app\.tar\.gz$/i, "app", "darwin"],
  [/\.AppImage(?:\.tar\.gz)?$/i, "appimage", "linux"],
  [/\.(?:nsis|msi)\.zip$/i, "installer", "win32"],
  [/\.exe$/i, "installer", "win32"],
  [/\.msix?$/i, "msi", "win32"],
  [/\.dmg$/i, "dmg", "darwin"],
  [/\.pkg$/i, "pkg", "darwin"],
  [/\.deb$/i, "deb", "linux"],
  [/\.rpm$/i, "rpm", "linux"],
  [/\.pacman$/i, "pacman", "linux"],
  [/\.(?:zip|tar\.(?:gz|xz|bz2))$/i, "archive", null],
]

const SYSTEMS: [RegExp, Platform][] = [
  [/(?:^|[^a-z])(?:mac|macos|darwin|osx)(?:[^a-z]|$)/i, "darwin"],
  [/(?:^|[^a-z])(?:win|win32|win64|windows)(?:[^a-z]|$)/i, "win32"],
  [/(?:^|[^a-z])linux(?:[^a-z]|$)/i, "linux"],
]

const PROCESSORS: [RegExp, Arch][] = [
  // Debian's and RPM's own words for a package without machine code.
  [/[_.-](?:all\.deb|noarch\.rpm)$/i, "any"],
  [/universal/i, "universal"],
  [/arm64|aarch64/i, "arm64"],
  [/x64|x86_64|x86-64|amd64|win64/i, "x64"],
  [/armv7l?|armhf/i, "arm"],
  [/ia32|i[36]86|x86(?![_-]64)|win32/i, "ia32"],
]

/** A package of Linux holds programs for one processor. There is no universal one. */
const LINUX_PACKAGES = new Set(["appimage", "deb", "rpm", "pacman"])

/**
 * The processor of a file whose name says none. electron-builder names every processor but the usual one, x64: its
 * pattern is `${productName}-${version}-${arch}.${ext}`, and `expandArtifactNamePattern` leaves the default out, so that
 * `Nimbus-1.4.0.AppImage` lies beside `Nimbus-1.4.0-arm64.AppImage` and `Nimbus-1.4.0-mac.zip` beside
 * `Nimbus-1.4.0-arm64-mac.zip`. Tauri names the processor of all but its `.app.tar.gz`.
 *
 * On Windows and macOS a name without one may also be the installer for all of them (NSIS puts several processors into
 * one `.exe`), or the author's only file. So it is x64 only where another file of its kind is there for whoever has
 * another processor, and none is x64 by name.
 */
function processorOfNameless(
  { platform, kind }: Pick<PlannedArtifact, "platform" | "kind">,
  named: (PlannedArtifact & { says: boolean })[]
): Arch {
  if (platform === "linux" && LINUX_PACKAGES.has(kind)) {
    return "x64"
  }
  const twins = named.filter((other) => other.says && other.platform === platform && other.kind === kind)
  return platform !== "any" && twins.length && twins.every(({ arch }) => arch !== "x64" && arch !== "any")
    ? "x64"
    : "any"
}

/**
 * Reads from the names of a build's files what each is for, as electron-builder, Tauri and others name them. What is no
 * file to install is ignored, and said.
 *
 * @param filenames without folders
 */
export function planArtifacts(filenames: string[]): ArtifactPlan {
  const known = new Set(filenames)
  const ignored: string[] = []
  const read: (PlannedArtifact & { says: boolean })[] = []
  for (const filename of [...filenames].sort()) {
    const kind = KINDS.find(([pattern]) => pattern.test(filename))
    if (SIGNATURE.test(filename) && known.has(filename.replace(SIGNATURE, ""))) {
      continue
    }
    if (!kind || BY_PRODUCTS.test(filename)) {
      ignored.push(filename)
      continue
    }
    const platform = kind[2] ?? SYSTEMS.find(([pattern]) => pattern.test(filename))?.[1] ?? "any"
    const arch = PROCESSORS.find(([pattern]) => pattern.test(filename))?.[1]
    const signature_file = [".sig", ".minisig"].map((end) => filename + end).find((name) => known.has(name)) ?? null
    read.push({ filename, platform, arch: arch ?? "any", kind: kind[1], signature_file, says: arch !== undefined })
  }
  const artifacts = read.map(({ says, ...file }) => (says ? file : { ...file, arch: processorOfNameless(file, read) }))
  return { artifacts, ignored }
}
