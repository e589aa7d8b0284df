import type { Translate } from "./translate"
import type { ReconcileResult } from "./types"

const CHANGES = [
  "issued",
  "reinstated",
  "revoked",
  "renewed",
  "reverted",
  "upgraded",
  "downgraded",
  "resized",
  "suspended",
  "freed",
] as const

/** What a check of an order did, in one or more plain sentences. Flags are not in it: they are warnings of their own. */
export function reconcileSummary(result: ReconcileResult, t: Translate): string {
  const changes = CHANGES.filter((kind) => result[kind].length > 0).map((kind) =>
    t(`reconcile.${kind}`, { count: result[kind].length })
  )
  const unchanged = result.unchanged.length
  if (changes.length > 0) {
    return [...changes, ...(unchanged > 0 ? [t("reconcile.unchanged", { count: unchanged })] : [])].join(" ")
  }
  if (result.flags.length > 0) {
    return t("reconcile.only_flags")
  }
  return unchanged > 0 ? t("reconcile.nothing_to_do", { count: unchanged }) : t("reconcile.no_licenses")
}
