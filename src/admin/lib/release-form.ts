import type { Channel, Release, ReleaseInput } from "./release-types"

export const SYSTEMS = ["darwin", "win32", "linux"] as const
/** What the formats know to ask for; a release may have others, which stay as they are. */
export const REQUIREMENTS = ["build", "php", "wordpress", "tested"] as const

/** A release while it is being typed. */
export type ReleaseFormValues = {
  version: string
  channel: Channel
  notes: string
  rollout_percent: number
  /** `2026-11-24`, a day in UTC; empty: the day of publication counts */
  eligible_since: string
  min_os: Record<(typeof SYSTEMS)[number], string>
  requirements: Record<string, string>
}

export type ReleaseFormErrors = { [field: string]: "required" | "invalid_version" | "version_taken" | "invalid_os" }
export type ParsedRelease =
  { ok: true; release: Omit<ReleaseInput, "product_id"> } | { ok: false; errors: ReleaseFormErrors }

/** https://semver.org, without build metadata: it does not count, and would be cut off. */
const SEMVER =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*))*)?$/i
const OS_VERSION = /^\d+(?:\.\d+){0,3}$/

export function newReleaseForm(): ReleaseFormValues {
  return releaseToForm({
    version: "",
    channel: "stable",
    notes: "",
    rollout_percent: 100,
    eligible_since: null,
    min_os: null,
    requirements: null,
  })
}

export function releaseToForm(release: Omit<ReleaseInput, "product_id"> | Release): ReleaseFormValues {
  const { version, channel, notes, rollout_percent, eligible_since, min_os, requirements } = release
  return {
    version,
    channel,
    notes,
    rollout_percent,
    eligible_since: eligible_since?.slice(0, 10) ?? "",
    min_os: { darwin: min_os?.darwin ?? "", win32: min_os?.win32 ?? "", linux: min_os?.linux ?? "" },
    requirements: { ...Object.fromEntries(REQUIREMENTS.map((name) => [name, ""])), ...requirements },
  }
}

/** Checks a form before it is sent. The server checks again and has the last word. */
export function parseReleaseForm(values: ReleaseFormValues): ParsedRelease {
  const errors: ReleaseFormErrors = {}
  const version = values.version.trim()
  if (!version) {
    errors.version = "required"
  } else if (!SEMVER.test(version)) {
    errors.version = "invalid_version"
  }
  const min_os = filled(values.min_os)
  for (const [system, text] of Object.entries(min_os)) {
    if (!OS_VERSION.test(text)) {
      errors[`min_os.${system}`] = "invalid_os"
    }
  }
  if (Object.keys(errors).length) {
    return { ok: false, errors }
  }
  return {
    ok: true,
    release: {
      version,
      channel: values.channel,
      notes: values.notes,
      rollout_percent: values.rollout_percent,
      eligible_since: values.eligible_since ? `${values.eligible_since}T00:00:00.000Z` : null,
      min_os: orNull(min_os),
      requirements: orNull(filled(values.requirements)),
    },
  }
}

/**
 * What has changed, so that only that is sent: a release that clients know refuses even the same version again, and the
 * audit trail names what was given.
 */
export function changedFields(release: Release, values: ReleaseFormValues): Partial<Omit<ReleaseInput, "product_id">> {
  const before = parseReleaseForm(releaseToForm(release))
  const after = parseReleaseForm(values)
  if (!before.ok || !after.ok) {
    return after.ok ? after.release : {}
  }
  return Object.fromEntries(
    Object.entries(after.release).filter(
      ([field, value]) => stable(value) !== stable(before.release[field as keyof typeof before.release])
    )
  )
}

/** The channel that a version's own name speaks of, as a first guess: `2.0.0-beta.1` is a beta. */
export function guessChannel(version: string): Channel | null {
  const tag = /-([a-z]+)/i.exec(version)?.[1]?.toLowerCase()
  return tag === undefined ? null : tag === "alpha" ? "alpha" : "beta"
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : []))
  )
}

function orNull<Value extends object>(values: Value): Value | null {
  return Object.keys(values).length ? values : null
}

/** The order of an object's fields says nothing. */
function stable(value: unknown): string {
  return value && typeof value === "object" ? JSON.stringify(Object.entries(value).sort()) : JSON.stringify(value)
}
