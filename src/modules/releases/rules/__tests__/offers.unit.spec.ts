import fc from "fast-check"
import semver from "semver"
import { seeded } from "../../../../lib/__tests__/seeded"
import {
  CHANNELS,
  newestFirst,
  obstaclesOf,
  readVersion,
  resolveUpdate,
  type ArtifactFacts,
  type Entitlement,
  type ReleaseFacts,
  type UpdateQuestion,
} from "../resolve-update"
import { isRolledOutTo } from "../rollout"
import { aFile, aRelease, day, NOW, until } from "./a-release"

describe("whatever is released and whoever asks", () => {
  const version = fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.option(fc.tuple(fc.constantFrom("alpha", "beta", "rc"), fc.nat(3))))
    .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre ? `-${pre.join(".")}` : ""}`)
  const date = fc.integer({ min: 1, max: 400 }).map(day)
  const file = fc.record({
    platform: fc.constantFrom("darwin", "win32", "linux", "any"),
    arch: fc.constantFrom("x64", "arm64", "universal", "any"),
  })
  const release = fc
    .record({
      version,
      channel: fc.constantFrom(...CHANNELS),
      published_at: date,
      eligible_since: fc.option(date),
      yanked: fc.boolean(),
      rollout_percent: fc.constantFrom(0, 1, 50, 99, 100, 100),
      min_os: fc.option(fc.record({ darwin: fc.constantFrom("11", "12.3", "14.0") })),
      artifacts: fc.array(file, { maxLength: 3 }),
    })
    .map(({ version, artifacts, ...rest }) =>
      aRelease(version, { ...rest, artifacts: artifacts.map((given) => aFile(given as Partial<ArtifactFacts>)) })
    )
  const releases = fc.uniqueArray(release, { selector: ({ version }) => version.version, maxLength: 12 })
  const question = fc.record({
    channel: fc.constantFrom(...CHANNELS),
    current: fc.option(version.map((text) => readVersion(text)!)),
    platform: fc.constantFrom(undefined, "darwin", "win32", "linux"),
    arch: fc.constantFrom(undefined, "x64", "arm64"),
    os_version: fc.constantFrom(undefined, "11.7", "12.3.1", "15"),
    client_id: fc.option(fc.string()),
    now: fc.constant(NOW),
  }) as fc.Arbitrary<UpdateQuestion>
  const entitlement: fc.Arbitrary<Entitlement> = fc.oneof(
    fc.constant({ licensed: false } as const),
    fc.record({ licensed: fc.constant(true as const), updates_until: fc.option(date) })
  )

  it("an offer may be had, is newer than what runs, and nothing newer may be had", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        const { offer, status, newest, covered } = resolveUpdate(newestFirst(all), asked, license)
        const allowed = all.filter((candidate) => !obstaclesOf(candidate, asked, license).length)
        const best = allowed.map((candidate) => candidate.version.version).sort(semver.rcompare)[0] ?? null
        expect(offer?.version.version ?? null).toBe(best)
        expect(status === "update").toBe(offer !== null)
        if (offer) {
          expect(offer.yanked).toBe(false)
          expect(offer.published_at <= NOW).toBe(true)
          expect(!asked.current || semver.gt(offer.version, asked.current)).toBe(true)
          expect(newest!.version.compare(offer.version)).toBeGreaterThanOrEqual(0)
          expect(covered!.version.compare(offer.version)).toBeGreaterThanOrEqual(0)
        }
        expect(status === "unlicensed").toBe(!license.licensed)
      }),
      seeded("offers", 1000)
    )
  })

  it("who installs what is offered is offered nothing more", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        const { offer } = resolveUpdate(newestFirst(all), asked, license)
        if (offer) {
          const after = resolveUpdate(newestFirst(all), { ...asked, current: offer.version }, license)
          expect([after.status, after.offer]).toEqual([expect.not.stringMatching(/^update$/), null])
        }
      }),
      seeded("installing", 1000)
    )
  })

  it("more coverage never takes a version away, and a yank never leaves it", () => {
    fc.assert(
      fc.property(releases, question, date, date, (all, asked, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        const offered = (given: ReleaseFacts[], updates_until: Date) =>
          resolveUpdate(newestFirst(given), asked, until(updates_until)).offer
        const [small, large] = [offered(all, less), offered(all, more)]
        expect(!small || large!.version.compare(small.version) >= 0).toBe(true)
        const yanked = all.map((candidate) => (candidate === large ? { ...candidate, yanked: true } : candidate))
        expect(large === null || offered(yanked, more)?.id !== large.id).toBe(true)
      }),
      seeded("coverage", 1000)
    )
  })

  const offerOf = (all: ReleaseFacts[], asked: UpdateQuestion, license: Entitlement) =>
    resolveUpdate(newestFirst(all), asked, license).offer
  /** Not older, where nothing is older than anything. */
  const atLeast = (offer: ReleaseFacts | null, other: ReleaseFacts | null) =>
    other === null || (offer !== null && semver.gte(offer.version, other.version))
  /** 1 for stable to 3 for alpha: said once more, so that a mistake in the code is none here. */
  const wildness = { stable: 1, beta: 2, alpha: 3 }

  it("an offer is out, covered, of a channel that is asked for, and has a file for the system", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        const offer = offerOf(all, asked, license)
        if (!offer) {
          return
        }
        expect(license.licensed).toBe(true)
        const { updates_until } = license as { updates_until: Date | null }
        expect((offer.eligible_since ?? offer.published_at).getTime()).toBeLessThanOrEqual(
          updates_until?.getTime() ?? Infinity
        )
        expect(offer.published_at.getTime()).toBeLessThanOrEqual(NOW.getTime())
        expect(offer.yanked).toBe(false)
        expect(wildness[offer.channel]).toBeLessThanOrEqual(wildness[asked.channel])
        const fits = offer.artifacts.filter(
          ({ platform, arch }) =>
            (!asked.platform || platform === "any" || platform === asked.platform) &&
            (!asked.arch || arch === "any" || arch === "universal" || arch === asked.arch)
        )
        expect(fits).not.toEqual([])
        if (asked.platform === "darwin" && asked.os_version && offer.min_os?.darwin) {
          const [has, needs] = [asked.os_version, offer.min_os.darwin].map((text) => semver.coerce(text)!)
          expect(semver.gte(has!, needs!)).toBe(true)
        }
      }),
      seeded("what an offer is", 1000)
    )
  })

  it("the same question has the same answer, in whatever order the releases came", () => {
    fc.assert(
      fc.property(releases, question, entitlement, fc.infiniteStream(fc.nat()), (all, asked, license, random) => {
        const shuffled = all.map((item) => ({ item, at: random.next().value as number })).sort((a, b) => a.at - b.at)
        const [once, again] = [all, shuffled.map(({ item }) => item)].map((given) =>
          resolveUpdate(newestFirst(given), asked, license)
        )
        expect(again).toEqual(once)
      }),
      seeded("the same answer", 500)
    )
  })

  it("more of a rollout drops no device", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(100), fc.nat(100), (id, client_id, a, b) => {
        const isIn = (rollout_percent: number) => isRolledOutTo({ id, rollout_percent }, client_id)
        expect(isIn(Math.min(a, b)) && !isIn(Math.max(a, b))).toBe(false)
        expect([isIn(0), isIn(100), isIn(a)]).toEqual([false, true, isIn(a)])
      }),
      seeded("the place in a rollout", 1000)
    )
  })

  it("more of any rollout takes no version away", () => {
    const more = fc.array(fc.nat(100), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(releases, question, entitlement, more, (all, asked, license, by) => {
        const raised = all.map((one, i) => ({ ...one, rollout_percent: Math.min(100, one.rollout_percent + by[i]!) }))
        expect(atLeast(offerOf(raised, asked, license), offerOf(all, asked, license))).toBe(true)
      }),
      seeded("more of a rollout", 1000)
    )
  })

  it("whoever is in no rollout gets the newest version that everybody may have", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        const whole = all.filter(({ rollout_percent }) => rollout_percent === 100)
        const unknown = { ...asked, client_id: null }
        expect(offerOf(all, unknown, license)).toBe(offerOf(whole, unknown, license))
        // Whoever is in one gets that, or what the others get.
        const lucky = offerOf(all, asked, license)
        expect(atLeast(lucky, offerOf(all, unknown, license))).toBe(true)
        expect(lucky === null || lucky.rollout_percent > 0).toBe(true)
      }),
      seeded("the control group", 1000)
    )
  })

  it("0 % takes a version from everybody, and leaves what was offered before it", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        const offer = offerOf(all, asked, license)
        const halted = all.map((one) => (one === offer ? { ...one, rollout_percent: 0 } : one))
        const without = all.filter((one) => one !== offer)
        expect(offerOf(halted, asked, license)).toEqual(offerOf(without, asked, license))
      }),
      seeded("halting", 1000)
    )
  })

  it("testers get the newest over their channel and all more stable ones", () => {
    fc.assert(
      fc.property(releases, question, entitlement, (all, asked, license) => {
        for (const channel of CHANNELS) {
          const mine = all.filter((one) => wildness[one.channel] <= wildness[channel])
          const asStable = mine.map((one) => ({ ...one, channel: "stable" as const }))
          const offer = offerOf(all, { ...asked, channel }, license)
          expect(offer?.id).toBe(offerOf(asStable, { ...asked, channel: "stable" }, license)?.id)
        }
        const [stable, beta, alpha] = CHANNELS.map((channel) => offerOf(all, { ...asked, channel }, license))
        expect([atLeast(beta!, stable!), atLeast(alpha!, beta!)]).toEqual([true, true])
      }),
      seeded("channels", 1000)
    )
  })
})
