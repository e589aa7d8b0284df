import semver, { type SemVer } from "semver"
import { distance, isAtLeast, runsOn, type Arch, type Platform } from "./platforms"
import { isRolledOutTo } from "./rollout"

/**
 * Which version a copy of the software is to be offered. Pure: every updater's format is a rendering of this decision.
 *
 * The rule that carries it: a customer gets the newest version that was released while they were covered, whenever they
 * ask. An end of updates is never an end of what was paid for.
 */

export const CHANNELS = ["stable", "beta", "alpha"] as const
export type Channel = (typeof CHANNELS)[number]

export type ArtifactFacts = { id: string; platform: Platform; arch: Arch; filename: string }

export type ReleaseFacts<Artifact extends ArtifactFacts = ArtifactFacts> = {
  id: string
  /** Semver, canonical, without build metadata. */
  version: SemVer
  channel: Channel
  published_at: Date
  /** Counts instead of `published_at`: a back-dated fix reaches customers whose updates have ended. */
  eligible_since: Date | null
  yanked: boolean
  rollout_percent: number
  /** The oldest version of the operating system, by platform. */
  min_os: Partial<Record<Platform, string>> | null
  artifacts: Artifact[]
}

/** What the license says of updates. `updates_until` null: for as long as the license is valid. */
export type Entitlement = { licensed: false } | { licensed: true; updates_until: Date | null }

export type UpdateQuestion<Artifact extends ArtifactFacts = ArtifactFacts> = {
  channel: Channel
  /** The version that runs; null when the asker does not say, and gets whatever it may have. */
  current: SemVer | null
  platform?: Platform
  arch?: Arch
  os_version?: string
  /** Who asks, for rollouts. Null: unknown. */
  client_id: string | null
  /** Which files the asking updater can install. Without it: every file. */
  installs?: (artifact: Artifact) => boolean
  now: Date
}

export const UPDATE_STATUSES = [
  "update",
  "up_to_date",
  "updates_expired",
  "unlicensed",
  "unsupported",
  "held_back",
] as const
export type UpdateStatus = (typeof UPDATE_STATUSES)[number]

/** Why a release is not offered. A release may have several; the first one is the one to tell. */
export const OBSTACLES = [
  "unpublished",
  "yanked",
  "other_channel",
  "no_file",
  "os_too_old",
  "not_newer",
  "unlicensed",
  "not_covered",
  "not_rolled_out",
] as const
export type Obstacle = (typeof OBSTACLES)[number]

export type UpdateDecision<Release> = {
  status: UpdateStatus
  /** What to install now; only with `update`. */
  offer: Release | null
  /** The newest version there is for the asker's channel and platform, whether or not they may have it. */
  newest: Release | null
  /** The newest version that the license covers, as far as the platform has it; what an expired customer keeps. */
  covered: Release | null
  /**
   * What to install where the system is too old for the offer: older versions, the newest first, each for older systems
   * than the one before. Only with `update`, for updaters that do not say which version of the system runs.
   */
  alternatives?: Release[]
}

/** A client takes one of them; a feed need not have the whole history for it. */
const MOST_ALTERNATIVES = 9

/**
 * @param releases of one product, the newest version first (see {@link newestFirst})
 */
export function resolveUpdate<Artifact extends ArtifactFacts, Release extends ReleaseFacts<Artifact>>(
  releases: readonly Release[],
  question: UpdateQuestion<Artifact>,
  entitlement: Entitlement
): UpdateDecision<Release> {
  let newest: Release | null = null
  let covered: Release | null = null
  let reason: UpdateStatus | null = null
  for (const release of releases) {
    const isNewer = !question.current || release.version.compare(question.current) > 0
    if (!isNewer && newest && covered) {
      break
    }
    const [obstacle] = obstaclesOf(release, question, entitlement)
    if (isOutOfSight(obstacle)) {
      continue
    }
    newest ??= obstacle === "no_file" || obstacle === "os_too_old" ? newest : release
    covered ??= entitlement.licensed && isCovered(release, entitlement) && canRun(obstacle) ? release : covered
    if (!obstacle) {
      return {
        status: "update",
        offer: release,
        newest: newest ?? release,
        covered: covered ?? release,
        alternatives: alternativesTo(release, releases, question, entitlement),
      }
    }
    if (isNewer) {
      reason = stronger(reason, STATUS_OF[obstacle] ?? null)
    }
  }
  const status = entitlement.licensed ? (reason ?? "up_to_date") : "unlicensed"
  return { status, offer: null, newest: newest ?? newestAnywhere(releases, question), covered }
}

function alternativesTo<Artifact extends ArtifactFacts, Release extends ReleaseFacts<Artifact>>(
  offer: Release,
  releases: readonly Release[],
  question: UpdateQuestion<Artifact>,
  entitlement: Entitlement
): Release[] {
  const { platform, os_version } = question
  const found: Release[] = []
  let lowest = platform && offer.min_os?.[platform]
  for (const release of os_version ? [] : releases) {
    if (!lowest || found.length === MOST_ALTERNATIVES) {
      break
    }
    const minimum = release.min_os?.[platform!]
    // First what costs little: the catalogue may be long.
    const isForOlder = !minimum || !isAtLeast(minimum, lowest)
    if (isForOlder && !obstaclesOf(release, question, entitlement).length) {
      found.push(release)
      lowest = minimum
    }
  }
  return found
}

/** Everything that keeps a release from being offered, the first reason first. Empty: it may be offered. */
export function obstaclesOf<Artifact extends ArtifactFacts>(
  release: ReleaseFacts<Artifact>,
  question: UpdateQuestion<Artifact>,
  entitlement: Entitlement
): Obstacle[] {
  const found: Obstacle[] = []
  if (release.published_at > question.now) {
    found.push("unpublished")
  }
  if (release.yanked) {
    found.push("yanked")
  }
  // Testers of a channel get the newest over their channel and all more stable ones.
  if (CHANNELS.indexOf(release.channel) > CHANNELS.indexOf(question.channel)) {
    found.push("other_channel")
  }
  if (!release.artifacts.some(isFor(question))) {
    found.push("no_file")
  }
  const minimum = question.platform && release.min_os?.[question.platform]
  if (minimum && question.os_version && !isAtLeast(question.os_version, minimum)) {
    found.push("os_too_old")
  }
  if (question.current && release.version.compare(question.current) <= 0) {
    found.push("not_newer")
  }
  if (!entitlement.licensed) {
    found.push("unlicensed")
  } else if (!isCovered(release, entitlement)) {
    found.push("not_covered")
  }
  if (!isRolledOutTo(release, question.client_id)) {
    found.push("not_rolled_out")
  }
  return found
}

/** The files of a release that the asker can install, what was made for exactly their system first. */
export function filesFor<Artifact extends ArtifactFacts>(
  release: ReleaseFacts<Artifact>,
  question: Pick<UpdateQuestion<Artifact>, "platform" | "arch" | "installs">
): Artifact[] {
  return release.artifacts.filter(isFor(question)).sort((a, b) => distance(a, question) - distance(b, question))
}

const isFor =
  <Artifact extends ArtifactFacts>({
    platform,
    arch,
    installs,
  }: Pick<UpdateQuestion<Artifact>, "platform" | "arch" | "installs">) =>
  (file: Artifact): boolean =>
    runsOn(file, { platform, arch }) && (installs?.(file) ?? true)

/** Released, for this customer, at a time when they were covered. */
export function isCovered(
  release: Pick<ReleaseFacts, "eligible_since" | "published_at">,
  { updates_until }: { updates_until: Date | null }
): boolean {
  return updates_until === null || (release.eligible_since ?? release.published_at) <= updates_until
}

/** In the order that {@link resolveUpdate} expects. */
export function newestFirst<Release extends Pick<ReleaseFacts, "version">>(releases: Release[]): Release[] {
  return [...releases].sort((a, b) => b.version.compare(a.version))
}

/** Canonical semver without build metadata, which says nothing about which version is newer; null when it is none. */
export function readVersion(text: string): SemVer | null {
  // Only the plain form: npm's "v1.0.0" and " =1.0.0" would come back in another spelling than the app has.
  const version = /^\d/.test(text) ? semver.parse(text) : null
  return version && semver.parse(version.version)
}

/** The asker is not told that such a release exists. */
function isOutOfSight(obstacle: Obstacle | undefined): boolean {
  return obstacle === "unpublished" || obstacle === "yanked" || obstacle === "other_channel"
}

function canRun(obstacle: Obstacle | undefined): boolean {
  return obstacle !== "no_file" && obstacle !== "os_too_old"
}

const STATUS_OF: Partial<Record<Obstacle, UpdateStatus>> = {
  no_file: "unsupported",
  os_too_old: "unsupported",
  not_covered: "updates_expired",
  not_rolled_out: "held_back",
}

/** Of several reasons the one that the customer can do most about. */
const STRENGTH: UpdateStatus[] = ["unsupported", "held_back", "updates_expired"]

function stronger(a: UpdateStatus | null, b: UpdateStatus | null): UpdateStatus | null {
  return STRENGTH.indexOf(b!) > STRENGTH.indexOf(a!) ? b : a
}

/** Nothing runs on the asker's platform: what there is elsewhere is at least said. */
function newestAnywhere<Artifact extends ArtifactFacts, Release extends ReleaseFacts<Artifact>>(
  releases: readonly Release[],
  { channel, now }: UpdateQuestion<Artifact>
): Release | null {
  const anywhere: UpdateQuestion<Artifact> = { channel, now, current: null, client_id: null }
  const unlimited: Entitlement = { licensed: true, updates_until: null }
  return releases.find((release) => !isOutOfSight(obstaclesOf(release, anywhere, unlimited)[0])) ?? null
}
