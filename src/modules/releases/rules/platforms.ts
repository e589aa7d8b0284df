/**
 * The words for platforms and processors, as Node.js has them (`process.platform`, `process.arch`), and what else is
 * understood for them: every updater has its own.
 */
export const PLATFORMS = ["darwin", "win32", "linux", "any"] as const
export const ARCHES = ["x64", "arm64", "ia32", "arm", "universal", "any"] as const

export type Platform = (typeof PLATFORMS)[number]
export type Arch = (typeof ARCHES)[number]

const PLATFORM_ALIASES: Record<string, Platform> = {
  macos: "darwin",
  mac: "darwin",
  osx: "darwin",
  windows: "win32",
  win: "win32",
}

const ARCH_ALIASES: Record<string, Arch> = {
  x86_64: "x64",
  amd64: "x64",
  aarch64: "arm64",
  i686: "ia32",
  x86: "ia32",
  i386: "ia32",
  armv7: "arm",
  armv7l: "arm",
}

/** @returns null for a platform that nobody knows */
export function readPlatform(text: string): Platform | null {
  const word = text.trim().toLowerCase()
  return PLATFORMS.find((platform) => platform === word) ?? own(PLATFORM_ALIASES, word)
}

/** @returns null for a processor that nobody knows */
export function readArch(text: string): Arch | null {
  const word = text.trim().toLowerCase()
  return ARCHES.find((arch) => arch === word) ?? own(ARCH_ALIASES, word)
}

/** Words come from strangers: `constructor` is none of ours. */
function own<Value>(table: Record<string, Value>, word: string): Value | null {
  return Object.hasOwn(table, word) ? table[word]! : null
}

/** Whether a file for `file` runs on `asked`; whoever does not say what they run gets everything. */
export function runsOn(file: { platform: Platform; arch: Arch }, asked: { platform?: Platform; arch?: Arch }): boolean {
  const platform =
    !asked.platform || asked.platform === "any" || file.platform === "any" || file.platform === asked.platform
  const arch =
    !asked.arch || asked.arch === "any" || file.arch === "any" || file.arch === "universal" || file.arch === asked.arch
  return platform && arch
}

/**
 * How far a file that {@link runsOn} what was asked is from being made for it; 0 is closest. Build tools leave the usual
 * processor out of names, so a file for "any" is often one of them alone: it comes last.
 */
export function distance(
  file: { platform: Platform; arch: Arch },
  asked: { platform?: Platform; arch?: Arch }
): number {
  const isOf = <Word>(word: Word, wanted: Word | undefined) => !wanted || wanted === "any" || word === wanted
  const platform = isOf(file.platform, asked.platform) ? 0 : 1
  const arch = isOf(file.arch, asked.arch) ? 0 : file.arch === "universal" ? 1 : 2
  return 3 * platform + arch
}

/**
 * Compares versions of operating systems, which are numbers with dots and no semver (`10.0.19045.2364`, `14.4`). What is
 * missing counts as 0, and what is no number ends the comparison.
 */
export function isAtLeast(version: string, minimum: string): boolean {
  const [have, need] = [version, minimum].map((text) =>
    text
      .trim()
      .split(".")
      .map((part) => Number.parseInt(part, 10))
  )
  for (let i = 0; i < Math.max(have!.length, need!.length); i++) {
    const [a, b] = [have![i] ?? 0, need![i] ?? 0]
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return true
    }
    if (a !== b) {
      return a > b
    }
  }
  return true
}
