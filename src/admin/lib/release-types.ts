import type { Arch, Platform } from "../../modules/releases/rules/platforms"
import type { AuditEvent, Page } from "./types"

/** What `/admin/license-center/releases` and `/updates` send and take. Dates are ISO 8601 in UTC. */

export type { Arch, Platform }

export type Channel = "stable" | "beta" | "alpha"
export type ReleaseStatus = "draft" | "published" | "yanked"

export type Artifact = {
  id: string
  platform: Platform
  arch: Arch
  kind: string
  filename: string
  /** Where it lies when it is not in the store's own files. */
  url: string | null
  /** bytes */
  size: number
  sha512: string
  sha256: string | null
  signature_kind: "minisign" | "ed25519" | null
}

export type Release = {
  id: string
  product_id: string
  /** null: the product is gone */
  product: { id: string; handle: string; title: string } | null
  version: string
  channel: Channel
  status: ReleaseStatus
  /** Markdown */
  notes: string
  published_at: string | null
  eligible_since: string | null
  yanked_at: string | null
  yanked_reason: string | null
  rollout_percent: number
  min_os: Partial<Record<Platform, string>> | null
  requirements: Record<string, string> | null
  artifacts: Artifact[]
  created_at: string
}

/** The fields an operator sets. */
export type ReleaseInput = {
  product_id: string
  version: string
  channel: Channel
  notes: string
  eligible_since: string | null
  min_os: Partial<Record<Platform, string>> | null
  requirements: Record<string, string> | null
  rollout_percent: number
}

export type ReleaseList = { releases: Release[] } & Page

/** The trail of a release has the form of a license's. */
export type ReleaseEvent = AuditEvent

/** How many devices seen in the last `days` run which version; null: they did not say. */
export type Installs = { versions: { version: string | null; installs: number }[]; installs: number; days: number }

export type ExplainQuestion = {
  license_id: string
  activation_id?: string
  version?: string
  channel: Channel
  platform?: Platform
}

export type Explanation = {
  status: string
  offer: string | null
  newest: string | null
  newest_covered: string | null
  updates_until: string | null
  releases: {
    id: string
    version: string
    channel: Channel
    published_at: string
    eligible_since: string | null
    rollout_percent: number
    /** Why it is not offered, the first reason first; empty: it may be. */
    obstacles: string[]
  }[]
}
