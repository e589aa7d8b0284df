import type { Platform } from "../rules/platforms"

/** Darwin stopped at this minor version in every year since macOS 11: later ones of macOS are security fixes. */
const LAST_MINOR = 6

/**
 * The version that `os.release()` has on a system of at least this version, in the three parts of a semantic version. On
 * Windows it is the system's own without the revision: `10.0.17763`. On macOS it is that of its kernel, Darwin.
 *
 * Darwin's versions are those of Apple's open sources (https://opensource.apple.com, `xnu/config/MasterVersion`) and of
 * the release history at https://en.wikipedia.org/wiki/Darwin_(operating_system)#Release_history: macOS 10.15 has 19, 11
 * to 15 have 20 to 24, 26 has 25. The minor version goes with that of macOS, one ahead of it in 11 to 13 (12.3 has 21.4).
 *
 * @param version numbers with dots
 * @returns null where the kernel says nothing about the system's version
 */
export function kernelVersion(platform: Platform, version: string): string | null {
  const [major = NaN, minor = 0, patch = 0] = version.split(".").map(Number)
  if (![major, minor, patch].every(Number.isSafeInteger)) {
    return null
  }
  if (platform === "win32") {
    return `${major}.${minor}.${patch}`
  }
  return platform === "darwin" ? darwin(major, minor) : null
}

function darwin(major: number, minor: number): string | null {
  if (major < 11) {
    return major === 10 ? `${minor + 4}.0.0` : null
  }
  // There is no macOS 17 to 25; an app built for older systems is told that 26 is 16.
  const kernel = major < 26 ? Math.min(major + 9, 25) : major - 1
  const ahead = major <= 13 ? 1 : 0
  return `${kernel}.${minor === 0 ? 0 : Math.min(minor + ahead, LAST_MINOR)}.0`
}
