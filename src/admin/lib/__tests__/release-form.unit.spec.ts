import { changedFields, guessChannel, newReleaseForm, parseReleaseForm, releaseToForm } from "../release-form"
import type { Release } from "../release-types"

const release = {
  version: "1.4.0",
  channel: "stable",
  notes: "- Faster",
  rollout_percent: 25,
  eligible_since: "2026-11-01T00:00:00.000Z",
  min_os: { darwin: "12.0" },
  requirements: { php: "7.4", custom: "yes" },
} as unknown as Release

describe("the form of a release", () => {
  it("sends what was typed, and null for what was left empty", () => {
    expect(parseReleaseForm({ ...newReleaseForm(), version: " 1.0.0 " })).toEqual({
      ok: true,
      release: {
        version: "1.0.0",
        channel: "stable",
        notes: "",
        rollout_percent: 100,
        eligible_since: null,
        min_os: null,
        requirements: null,
      },
    })
  })

  it.each(["1.0", "v1.0.0", "1.0.0+build", "01.0.0", "1.0.0-", "one"])("refuses %p as a version", (version) => {
    expect(parseReleaseForm({ ...newReleaseForm(), version })).toEqual({
      ok: false,
      errors: { version: "invalid_version" },
    })
  })

  it.each(["0.0.1", "10.20.30", "2.0.0-beta.1", "2.0.0-rc-1", "1.0.0-0a"])("takes %p as a version", (version) => {
    expect(parseReleaseForm({ ...newReleaseForm(), version }).ok).toBe(true)
  })

  it("names every field that will not do", () => {
    const values = { ...newReleaseForm(), min_os: { darwin: "twelve", win32: "10.0.17763", linux: "" } }
    expect(parseReleaseForm(values)).toEqual({
      ok: false,
      errors: { version: "required", "min_os.darwin": "invalid_os" },
    })
  })

  it("sends only what changed, and keeps requirements that it does not show", () => {
    const values = releaseToForm(release)
    expect(changedFields(release, values)).toEqual({})
    expect(changedFields(release, { ...values, notes: "- Faster, really", eligible_since: "" })).toEqual({
      notes: "- Faster, really",
      eligible_since: null,
    })
    expect(changedFields(release, { ...values, requirements: { ...values.requirements, php: "8.1" } })).toEqual({
      requirements: { php: "8.1", custom: "yes" },
    })
  })

  it.each([
    ["1.0.0", null],
    ["2.0.0-beta.1", "beta"],
    ["2.0.0-ALPHA", "alpha"],
    ["2.0.0-rc.1", "beta"],
  ])("guesses the channel of %s: %s", (version, channel) => {
    expect(guessChannel(version)).toBe(channel)
  })
})
