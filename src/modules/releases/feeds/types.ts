import type { UpdateDecision } from "../rules/resolve-update"
import type { CatalogueArtifact, CatalogueRelease } from "../types"

/** What every format is made from: the one decision, and what it is about. */
export type FeedInput = {
  decision: UpdateDecision<CatalogueRelease>
  product: { handle: string; title: string }
  /** The version that the asker says it runs, when its updater says so. */
  current: string | null
  /** When the license's updates end; null for never, and without a license. */
  updates_until: Date | null
  /** The files of the offer that the asker can install. */
  files: CatalogueArtifact[]
  /** Where a file is to be had, with the same credential as the feed. */
  url_of: (file: CatalogueArtifact) => string
  /** A page that tells people more, or null. */
  home: string | null
  now: Date
}

/** An answer, whatever the web framework. `body` null: no body. */
export type FeedAnswer = { status: 200 | 204; type: string; body: string | null }
