import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { isAtLeast } from "../platforms"
import { newestFirst, resolveUpdate, type ReleaseFacts, type UpdateQuestion } from "../resolve-update"
import { aRelease, day, NOW, until } from "./a-release"

const ON_A_MAC: UpdateQuestion = { channel: "stable", current: null, platform: "darwin", client_id: "c", now: NOW }
const needs = (version: string, darwin: string | null, release: Partial<ReleaseFacts> = {}) =>
  aRelease(version, { min_os: darwin ? { darwin } : null, ...release })
const text = (releases: ReleaseFacts[] | undefined) => releases?.map(({ version }) => version.version)
const decide = (releases: ReleaseFacts[], question: Partial<UpdateQuestion> = {}, updates_until = day(100)) =>
  resolveUpdate(newestFirst(releases), { ...ON_A_MAC, ...question }, until(updates_until))

describe("where the system may be too old for the offer", () => {
  const releases = [
    needs("1.0.0", null),
    needs("1.1.0", "10.15"),
    needs("1.2.0", "10.15"),
    needs("1.3.0", "12.3"),
    needs("2.0.0", "13.0"),
  ]

  it("there are older versions, the newest for each step down", () => {
    expect(text(decide(releases).alternatives)).toEqual(["1.3.0", "1.2.0", "1.0.0"])
  })

  it("there are none that may not be had", () => {
    const hidden = [
      needs("1.9.0", "11", { yanked: true }),
      needs("1.8.0", "11", { published_at: day(101) }),
      needs("1.7.0", "11", { channel: "beta" }),
      needs("1.6.0", "11", { rollout_percent: 0 }),
      needs("1.5.0", "11", { artifacts: [] }),
    ]
    expect(text(decide([...releases, ...hidden]).alternatives)).toEqual(["1.3.0", "1.2.0", "1.0.0"])
    expect(text(decide(releases, { current: releases[2]!.version }).alternatives)).toEqual(["1.3.0"])
  })

  it("there are none for who says what system runs, or has no platform, or can run the offer in any case", () => {
    expect(text(decide(releases, { os_version: "14" }).alternatives)).toEqual([])
    expect(text(decide(releases, { platform: undefined }).alternatives)).toEqual([])
    expect(text(decide(releases, { platform: "win32" }).alternatives)).toEqual([])
    expect(decide(releases, { current: releases[4]!.version }).alternatives).toBeUndefined()
  })

  it("there are no more than a feed should have", () => {
    const many = Array.from({ length: 30 }, (_, i) => needs(`1.${i}.0`, `10.${i}`))
    expect(text(decide(many).alternatives)).toEqual(Array.from({ length: 9 }, (_, i) => `1.${28 - i}.0`))
  })

  it("a client that picks the newest it can run gets what it would be offered had it said its system", () => {
    const system = fc.constantFrom("10.15", "11", "12.3", "13.0", "14")
    const release = fc.record({
      minor: fc.nat(40),
      min_os: fc.option(fc.record({ darwin: system })),
      yanked: fc.boolean(),
      rollout_percent: fc.constantFrom(0, 50, 100, 100),
      published_at: fc.integer({ min: 1, max: 310 }).map(day),
    })
    const all = fc
      .uniqueArray(release, { selector: ({ minor }) => minor, maxLength: 15 })
      .map((given) => given.map(({ minor, ...rest }) => aRelease(`1.${minor}.0`, rest)))
    fc.assert(
      fc.property(all, system, fc.integer({ min: 1, max: 310 }).map(day), (given, os_version, updates_until) => {
        const { offer, alternatives = [] } = decide(given, {}, updates_until)
        const picked = [...(offer ? [offer] : []), ...alternatives].find(
          ({ min_os }) => !min_os?.darwin || isAtLeast(os_version, min_os.darwin)
        )
        expect(picked ?? null).toBe(decide(given, { os_version }, updates_until).offer)
      }),
      seeded("alternatives", 1000)
    )
  })
})
