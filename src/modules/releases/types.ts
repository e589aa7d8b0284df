import type { InferTypeOf } from "@medusajs/framework/types"
import type { Actor } from "../../lib/actor"
import type { Release, ReleaseArtifact, ReleaseEvent } from "./models"
import type { Arch, Platform } from "./rules/platforms"
import type { Channel, ReleaseFacts } from "./rules/resolve-update"

export type { Actor }

export type ReleaseDTO = InferTypeOf<typeof Release>
export type ReleaseArtifactDTO = InferTypeOf<typeof ReleaseArtifact>
export type ReleaseEventDTO = InferTypeOf<typeof ReleaseEvent>

export type ReleaseFields = {
  product_id: string
  version: string
  channel: Channel
  notes: string
  eligible_since: Date | null
  rollout_percent: number
  min_os: Partial<Record<Platform, string>> | null
  requirements: Record<string, string> | null
}

export type ArtifactFields = {
  platform: Platform
  arch: Arch
  kind: string
  filename: string
  file_id: string | null
  url: string | null
  size: number
  sha512: string
  sha256: string | null
  signature: string | null
}

/** A published file, as the feeds and downloads need it. */
export type CatalogueArtifact = ArtifactFields & { id: string; signature_kind: "minisign" | "ed25519" | null }

/** A published (or yanked) release, as the feeds need it. */
export type CatalogueRelease = ReleaseFacts<CatalogueArtifact> & {
  product_id: string
  notes: string
  requirements: Record<string, string> | null
  yanked_reason: string | null
}
