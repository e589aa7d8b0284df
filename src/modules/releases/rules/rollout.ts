import { createHash } from "node:crypto"

/**
 * Where a client stands in the rollout of a release, from 0 to just under 100. Always the same for the same two, so that
 * raising the percentage adds clients and drops none; and unrelated between releases, so that nobody is always first.
 */
export function bucketOf(release_id: string, client_id: string): number {
  const hash = createHash("sha256").update(`${release_id}\0${client_id}`).digest()
  return (hash.readUInt32BE(0) / 2 ** 32) * 100
}

/** Whoever does not say who they are waits until everybody gets it. */
export function isRolledOutTo(release: { id: string; rollout_percent: number }, client_id: string | null): boolean {
  if (release.rollout_percent >= 100) {
    return true
  }
  return client_id !== null && bucketOf(release.id, client_id) < release.rollout_percent
}
