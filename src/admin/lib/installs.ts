import type { Installs } from "./release-types"

export type InstallsBar = {
  /** null with `others`: the rest; null without: devices that did not say */
  version: string | null
  others: boolean
  installs: number
  /** 0 to 1, of all devices */
  share: number
}

const SHOWN = 6

/** The versions that most devices run, one bar each; all further ones together are the last bar. */
export function installsBars({ versions, installs }: Installs, shown = SHOWN): InstallsBar[] {
  const bar = (version: string | null, count: number, others = false): InstallsBar => ({
    version,
    others,
    installs: count,
    share: installs ? count / installs : 0,
  })
  // A bar for "others" takes as much room as one more version would.
  const kept = versions.length > shown + 1 ? shown : versions.length
  const rest = versions.slice(kept).reduce((sum, { installs: count }) => sum + count, 0)
  return [
    ...versions.slice(0, kept).map(({ version, installs: count }) => bar(version, count)),
    ...(rest ? [bar(null, rest, true)] : []),
  ]
}
