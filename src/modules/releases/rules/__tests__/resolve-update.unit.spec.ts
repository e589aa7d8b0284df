import { isAtLeast, readArch, readPlatform } from "../platforms"
import {
  newestFirst,
  readVersion,
  resolveUpdate,
  type ArtifactFacts,
  type Entitlement,
  type ReleaseFacts,
  type UpdateQuestion,
} from "../resolve-update"
import { bucketOf, isRolledOutTo } from "../rollout"
import { aFile, aRelease, day, NOW, until } from "./a-release"

const aQuestion = (current: string | null, question: Partial<UpdateQuestion> = {}): UpdateQuestion => ({
  channel: "stable",
  current: current === null ? null : readVersion(current),
  client_id: "lcact_1",
  now: NOW,
  ...question,
})
const COVERED: Entitlement = { licensed: true, updates_until: null }

const ask = (releases: ReleaseFacts[], question: UpdateQuestion, entitlement: Entitlement = COVERED) => {
  const { status, offer, newest, covered } = resolveUpdate(newestFirst(releases), question, entitlement)
  const text = (release: ReleaseFacts | null) => release?.version.version ?? null
  return { status, offer: text(offer), newest: text(newest), covered: text(covered) }
}

describe("an update", () => {
  const releases = [
    aRelease("1.0.0", { published_at: day(1) }),
    aRelease("1.10.0", { published_at: day(100) }),
    aRelease("1.9.0", { published_at: day(50) }),
    aRelease("2.0.0", { published_at: day(200) }),
  ]

  it("is the newest version, by semver and not by text or time", () => {
    expect(ask(releases, aQuestion("1.9.0"))).toEqual({
      status: "update",
      offer: "2.0.0",
      newest: "2.0.0",
      covered: "2.0.0",
    })
  })

  it("is not there when the newest one runs, or one that is newer still", () => {
    for (const current of ["2.0.0", "2.1.0-beta.1", "3.0.0"]) {
      expect(ask(releases, aQuestion(current))).toMatchObject({ status: "up_to_date", offer: null, newest: "2.0.0" })
    }
  })

  it("is the newest version that was released while the customer was covered", () => {
    expect(ask(releases, aQuestion("1.0.0"), until(day(120)))).toEqual({
      status: "update",
      offer: "1.10.0",
      newest: "2.0.0",
      covered: "1.10.0",
    })
    expect(ask(releases, aQuestion("1.10.0"), until(day(120)))).toEqual({
      status: "updates_expired",
      offer: null,
      newest: "2.0.0",
      covered: "1.10.0",
    })
  })

  it("reaches lapsed customers when it is back-dated", () => {
    const fix = aRelease("1.10.1", { published_at: day(250), eligible_since: day(100) })
    expect(ask([...releases, fix], aQuestion("1.10.0"), until(day(120)))).toMatchObject({
      status: "update",
      offer: "1.10.1",
    })
  })

  it("counts from the day it was published on, to the moment", () => {
    expect(ask(releases, aQuestion("1.10.0"), until(day(200)))).toMatchObject({ status: "update", offer: "2.0.0" })
    const before = until(new Date(day(200).getTime() - 1))
    expect(ask(releases, aQuestion("1.10.0"), before)).toMatchObject({ status: "updates_expired" })
  })

  it("is nothing for who has no license, who is told what there is", () => {
    expect(ask(releases, aQuestion("1.0.0"), { licensed: false })).toEqual({
      status: "unlicensed",
      offer: null,
      newest: "2.0.0",
      covered: null,
    })
  })

  it("hides what is yanked, not published yet, or of another channel", () => {
    const hidden = [
      aRelease("3.0.0", { yanked: true }),
      aRelease("4.0.0", { published_at: day(301) }),
      aRelease("5.0.0-beta.1", { channel: "beta" }),
    ]
    expect(ask([...releases, ...hidden], aQuestion("2.0.0"))).toMatchObject({ status: "up_to_date", newest: "2.0.0" })
  })

  it("is for testers the newest of their channel and of all more stable ones", () => {
    const beta = aRelease("2.1.0-beta.1", { channel: "beta" })
    const alpha = aRelease("2.2.0-alpha.1", { channel: "alpha" })
    const all = [...releases, beta, alpha]
    expect(ask(all, aQuestion("2.0.0")).status).toBe("up_to_date")
    expect(ask(all, aQuestion("2.0.0", { channel: "beta" })).offer).toBe("2.1.0-beta.1")
    expect(ask(all, aQuestion("2.0.0", { channel: "alpha" })).offer).toBe("2.2.0-alpha.1")
    const stable = aRelease("2.3.0")
    expect(ask([...all, stable], aQuestion("2.1.0-beta.1", { channel: "beta" })).offer).toBe("2.3.0")
  })

  it("is there for the platform that asks, or says that it is not", () => {
    const mac = aRelease("3.0.0", { artifacts: [aFile({ platform: "darwin", arch: "universal" })] })
    const all = [...releases.slice(0, 3), mac]
    expect(ask(all, aQuestion("1.0.0", { platform: "darwin", arch: "arm64" })).offer).toBe("3.0.0")
    expect(ask(all, aQuestion("1.0.0", { platform: "win32", arch: "x64" })).offer).toBe("1.10.0")
    expect(ask(all, aQuestion("1.10.0", { platform: "win32", arch: "x64" }))).toMatchObject({
      status: "unsupported",
      newest: "1.10.0",
    })
    expect(ask([mac], aQuestion("1.0.0", { platform: "linux" }))).toMatchObject({
      status: "unsupported",
      newest: "3.0.0",
    })
    const installs = ({ filename }: ArtifactFacts) => filename.endsWith(".exe")
    expect(ask(all, aQuestion("1.0.0", { installs })).status).toBe("unsupported")
  })

  it("asks for no newer operating system than there is", () => {
    const needs = aRelease("3.0.0", { min_os: { darwin: "13.0" } })
    const mac = (os_version?: string) => aQuestion("2.0.0", { platform: "darwin", os_version })
    expect(ask([...releases, needs], mac("12.7.6"))).toMatchObject({ status: "unsupported" })
    expect(ask([...releases, needs], mac("13"))).toMatchObject({ offer: "3.0.0" })
    expect(ask([...releases, needs], mac())).toMatchObject({ offer: "3.0.0" })
    expect(ask([...releases, needs], aQuestion("2.0.0", { platform: "win32", os_version: "6.1" }))).toMatchObject({
      offer: "3.0.0",
    })
  })

  it("goes to a part of the clients first, and to the others what everybody has", () => {
    const partial = aRelease("3.0.0", { rollout_percent: 20 })
    const all = [...releases, partial]
    const clients = Array.from({ length: 500 }, (_, i) => `lcact_${i}`)
    const got = clients.filter((client_id) => ask(all, aQuestion("1.0.0", { client_id })).offer === "3.0.0")
    expect(got.length).toBeGreaterThan(60)
    expect(got.length).toBeLessThan(140)
    const waiting = clients.find((client_id) => !got.includes(client_id))!
    expect(ask(all, aQuestion("1.0.0", { client_id: waiting }))).toMatchObject({ status: "update", offer: "2.0.0" })
    expect(ask(all, aQuestion("2.0.0", { client_id: waiting }))).toMatchObject({ status: "held_back", newest: "3.0.0" })
    expect(ask(all, aQuestion("2.0.0", { client_id: null })).status).toBe("held_back")
    const more = all.map((release) => (release === partial ? { ...release, rollout_percent: 60 } : release))
    expect(got.every((client_id) => ask(more, aQuestion("1.0.0", { client_id })).offer === "3.0.0")).toBe(true)
  })

  it("stops for everybody at 0 %", () => {
    const halted = aRelease("3.0.0", { rollout_percent: 0 })
    for (let i = 0; i < 200; i++) {
      expect(ask([...releases, halted], aQuestion("2.0.0", { client_id: `c${i}` })).status).toBe("held_back")
    }
  })

  it("tells first what the customer can do most about", () => {
    const blocked = [
      aRelease("3.0.0", { artifacts: [] }),
      aRelease("2.5.0", { rollout_percent: 0 }),
      aRelease("2.2.0", { published_at: day(250) }),
    ]
    expect(ask([...releases, ...blocked], aQuestion("2.0.0"), until(day(210))).status).toBe("updates_expired")
    expect(ask([...releases, ...blocked.slice(0, 2)], aQuestion("2.0.0")).status).toBe("held_back")
    expect(ask([...releases, blocked[0]!], aQuestion("2.0.0")).status).toBe("unsupported")
  })

  it("is what the license covers when the asker does not say what runs", () => {
    expect(ask(releases, aQuestion(null), until(day(60)))).toMatchObject({ status: "update", offer: "1.9.0" })
    expect(ask([], aQuestion(null))).toEqual({ status: "up_to_date", offer: null, newest: null, covered: null })
  })
})

describe("the place in a rollout", () => {
  it("is even, and its own for each release", () => {
    const buckets = Array.from({ length: 4000 }, (_, i) => bucketOf("lcrel_1", `client ${i}`))
    for (let from = 0; from < 100; from += 25) {
      const count = buckets.filter((bucket) => bucket >= from && bucket < from + 25).length
      expect(Math.abs(count - 1000)).toBeLessThan(150)
    }
    expect(bucketOf("lcrel_1", "a")).toBe(bucketOf("lcrel_1", "a"))
    expect(bucketOf("lcrel_1", "a")).not.toBe(bucketOf("lcrel_2", "a"))
  })

  it("lets everybody in at 100 %, known or not", () => {
    expect(isRolledOutTo({ id: "r", rollout_percent: 100 }, null)).toBe(true)
    expect(isRolledOutTo({ id: "r", rollout_percent: 99 }, null)).toBe(false)
  })
})

describe("words", () => {
  it("of other updaters are understood, and no others", () => {
    expect(["macOS", "windows", "LINUX", "any", "darwin"].map(readPlatform)).toEqual([
      "darwin",
      "win32",
      "linux",
      "any",
      "darwin",
    ])
    expect(["x86_64", "AArch64", "i686", "armv7l", "universal"].map(readArch)).toEqual([
      "x64",
      "arm64",
      "ia32",
      "arm",
      "universal",
    ])
    for (const word of ["", "beos", "constructor", "__proto__", "x".repeat(10_000)]) {
      expect([readPlatform(word), readArch(word)]).toEqual([null, null])
    }
  })

  it("versions are semver, written plainly, and build metadata is no part of them", () => {
    expect(readVersion("1.2.3-beta.1+sha.5")?.version).toBe("1.2.3-beta.1")
    for (const text of ["", "1", "1.2", "v1.2.3", "=1.2.3", " 1.2.3", "1.2.3.4", "01.2.3", "latest", "9".repeat(300)]) {
      expect([text, readVersion(text)]).toEqual([text, null])
    }
  })

  it("versions of operating systems are compared number by number", () => {
    expect(isAtLeast("10.0.19045.2364", "10.0.17763")).toBe(true)
    expect(isAtLeast("10.9", "10.15")).toBe(false)
    expect(isAtLeast("14", "14.0.0")).toBe(true)
    expect(isAtLeast("unknown", "10")).toBe(true)
  })
})
