import { readVersion, type ArtifactFacts, type Entitlement, type ReleaseFacts } from "../resolve-update"

export const day = (number: number) => new Date(Date.UTC(2026, 0, number))
export const NOW = day(300)

export const aFile = (file: Partial<ArtifactFacts> = {}): ArtifactFacts => ({
  id: "lcart_1",
  platform: "any",
  arch: "any",
  filename: "app.zip",
  ...file,
})
export const aRelease = (version: string, release: Partial<ReleaseFacts> = {}): ReleaseFacts => ({
  id: `lcrel_${version}`,
  version: readVersion(version)!,
  channel: "stable",
  published_at: day(1),
  eligible_since: null,
  yanked: false,
  rollout_percent: 100,
  min_os: null,
  artifacts: [aFile()],
  ...release,
})
export const until = (updates_until: Date): Entitlement => ({ licensed: true, updates_until })
