import type { CatalogueRelease } from "../types"
import type { FeedAnswer, FeedInput } from "./types"

/** How long a client may wait before it asks again, in seconds. */
const NEXT_CHECK_S = 6 * 3600

export type JsonInput = Pick<FeedInput, "decision" | "current" | "files" | "now"> & {
  /** The license that asks; null when the credential is of none. */
  license: { id: string; state: string; expires_at: Date | null; updates_until: Date | null } | null
  /** Under which a file's id leads to it, with the same credential: a path on the same host. */
  downloads: string
}

/** Our own format. Unlike the updaters' it says all there is to say; clients are promised its fields. */
export function jsonFeed({ decision, current, files, license, downloads, now }: JsonInput): FeedAnswer {
  const { status, offer, newest, covered } = decision
  const body = {
    status,
    current,
    offer: offer && {
      ...summary(offer),
      notes: offer.notes,
      requirements: offer.requirements,
      artifacts: files.map(({ id, platform, arch, kind, filename, size, sha512, sha256, signature }) => ({
        id,
        platform,
        arch,
        kind,
        filename,
        size: Number(size),
        sha512,
        sha256,
        signature,
        download_path: `${downloads}/${id}`,
      })),
    },
    newest: newest && summary(newest),
    license: license && {
      id: license.id,
      status: license.state,
      expires_at: license.expires_at,
      updates_until: license.updates_until,
      newest_covered: covered?.version.version ?? null,
    },
    checked_at: now.toISOString(),
    next_check_after_s: NEXT_CHECK_S,
  }
  return { status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(body) }
}

const summary = ({ version, channel, published_at }: CatalogueRelease) => ({
  version: version.version,
  channel,
  published_at,
})
