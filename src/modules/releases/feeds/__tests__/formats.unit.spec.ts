import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { XMLParser } from "fast-xml-parser"
import { load } from "js-yaml"
import { unserialize } from "php-serialize"
import semver from "semver"
import { readVersion, type UpdateQuestion } from "../../rules/resolve-update"
import type { CatalogueArtifact, CatalogueRelease } from "../../types"
import { electronFeed, electronInstalls, readElectronFile } from "../electron"
import { jsonFeed } from "../json"
import { sparkleFeed, sparkleInstalls } from "../sparkle"
import { tauriFeed, tauriInstalls } from "../tauri"
import type { FeedAnswer, FeedInput } from "../types"
import { eddFeed, pluginUpdateCheckerFeed, wordpressInstalls } from "../wordpress"
import { anInput, aRelease, day, MINISIGN } from "./a-catalogue"

const ONE = aRelease("1.0.0")
const TWO = aRelease("2.0.0", { published_at: day(200), min_os: { darwin: "12.0" } })
const CASES: Record<string, { releases: CatalogueRelease[]; until: Date | null; licensed?: boolean; current: string }> =
  {
    update: { releases: [ONE, TWO], until: null, current: "1.0.0" },
    "up to date": { releases: [ONE, TWO], until: null, current: "2.0.0" },
    "updates expired": { releases: [ONE, TWO], until: day(100), current: "1.0.0" },
    unlicensed: { releases: [ONE, TWO], until: null, licensed: false, current: "1.0.0" },
    "held back": { releases: [ONE, { ...TWO, rollout_percent: 0 }], until: null, current: "1.0.0" },
    unsupported: { releases: [ONE, { ...TWO, artifacts: [] }], until: null, current: "1.0.0" },
    yanked: { releases: [ONE, { ...TWO, yanked: true }], until: null, current: "1.0.0" },
  }

type Format = {
  platform: UpdateQuestion["platform"]
  installs: (file: CatalogueArtifact) => boolean
  /** Whether the updater says what it runs; where it does not, it compares for itself. */
  tells: boolean
  render: (input: FeedInput, licensed: boolean) => FeedAnswer
}
const FORMATS: Record<string, Format> = {
  electron: { platform: "win32", installs: electronInstalls, tells: false, render: electronFeed },
  tauri: { platform: "darwin", installs: tauriInstalls, tells: true, render: tauriFeed },
  sparkle: { platform: "darwin", installs: sparkleInstalls, tells: false, render: sparkleFeed },
  "plugin-update-checker": {
    platform: undefined,
    installs: wordpressInstalls,
    tells: false,
    render: pluginUpdateCheckerFeed,
  },
  edd: { platform: undefined, installs: wordpressInstalls, tells: false, render: eddFeed },
  json: { platform: "win32", installs: () => true, tells: true, render: json },
}

/** Our own, of a license whose term ends with its updates. */
function json({ updates_until, ...input }: FeedInput, licensed: boolean): FeedAnswer {
  const license = { id: "lic_1", state: updates_until ? "grace" : "active", expires_at: updates_until, updates_until }
  return jsonFeed({ ...input, license: licensed ? license : null, downloads: "/license-center/v1/downloads" })
}

function answer(format: Format, name: keyof typeof CASES): FeedAnswer {
  const { releases, until, licensed = true, current } = CASES[name]!
  const entitlement = licensed ? { licensed, updates_until: until } : ({ licensed: false } as const)
  const asked = {
    current: format.tells ? readVersion(current) : null,
    platform: format.platform,
    installs: format.installs,
  }
  return format.render(anInput(releases, asked, entitlement), licensed)
}

const GOLDEN = path.join(__dirname, "golden")

describe.each(Object.entries(FORMATS))("%s", (name, format) => {
  it.each(Object.keys(CASES))("answers as it always did: %s", (which) => {
    const { status, type, body } = answer(format, which)
    const text = `${status} ${type}\n\n${body ?? ""}\n`
    const file = path.join(GOLDEN, `${name}.${which.replaceAll(" ", "-")}.txt`)
    // UPDATE_GOLDEN=1 writes them anew; read the difference before it is committed.
    if (process.env.UPDATE_GOLDEN) {
      writeFileSync(file, text)
    }
    expect(text).toBe(readFileSync(file, "utf8"))
  })
})

describe("electron-updater", () => {
  const yaml = (which: string) => load(answer(FORMATS.electron!, which).body!) as { version: string; files: object[] }

  it("gets a version in any case, and one that is not newer when there is nothing for it", () => {
    expect(yaml("update")).toMatchObject({ version: "2.0.0", files: [{ size: 1_048_576 }] })
    // It compares with what it runs: the newest covered one is no update to who has it.
    expect(yaml("updates expired").version).toBe("1.0.0")
    expect(yaml("unlicensed")).toMatchObject({ version: "0.0.0", files: [] })
    for (const which of Object.keys(CASES)) {
      expect(semver.valid(yaml(which).version)).toBeTruthy()
    }
  })

  it.each([
    ["latest.yml", { channel: "stable", platform: "win32" }],
    ["latest-mac.yml", { channel: "stable", platform: "darwin" }],
    ["beta-linux.yml", { channel: "beta", platform: "linux", arch: "x64" }],
    ["alpha-linux-arm64.yml", { channel: "alpha", platform: "linux", arch: "arm64" }],
    ["latest-mac-arm64.yml", null],
    ["constructor", null],
    ["../latest.yml", null],
  ])("asks with a file's name: %s", (file, asked) => expect(readElectronFile(file)).toEqual(asked))
})

describe("tauri", () => {
  it("gets 204 for nothing, and its signature as base64 of the minisign text", () => {
    expect(answer(FORMATS.tauri!, "up to date")).toMatchObject({ status: 204, body: null })
    expect(answer(FORMATS.tauri!, "unlicensed").status).toBe(204)
    const { signature, url } = JSON.parse(answer(FORMATS.tauri!, "update").body!)
    expect(Buffer.from(signature, "base64").toString()).toBe(MINISIGN)
    expect(url).toMatch(/Nimbus\.app\.tar\.gz$/)
  })
})

describe("sparkle", () => {
  const parse = (which: string) =>
    new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(answer(FORMATS.sparkle!, which).body!)

  it("gets the elements that its documentation names", () => {
    const { channel } = parse("update").rss
    // The second one is for systems that are too old for it.
    const [item] = channel.item
    expect(item).toMatchObject({
      title: "Nimbus Notes 2.0.0",
      "sparkle:version": "4711",
      "sparkle:shortVersionString": "2.0.0",
      "sparkle:minimumSystemVersion": "12.0",
      pubDate: "Mon, 20 Jul 2026 00:00:00 GMT".replace("Mon, 20 Jul", day(200).toUTCString().slice(0, 11)),
      enclosure: {
        "@_length": "1048576",
        "@_type": "application/octet-stream",
        "@_sparkle:edSignature": Buffer.alloc(64, 3).toString("base64"),
        "@_url": expect.stringMatching(/Nimbus-mac\.zip$/),
      },
    })
    expect(item.description).toContain("<strong>search</strong>")
    expect(item.description).not.toContain("<script>")
  })

  it("gets an appcast without an item when there is nothing, which says why", () => {
    const { channel } = parse("unlicensed").rss
    expect(channel.item).toBeUndefined()
    expect(channel.description).toBe("Updates of Nimbus Notes need a valid license.")
  })
})

describe("our own JSON", () => {
  it.each(Object.keys(CASES))("says what was decided, and no more of a file than it takes to check it: %s", (which) => {
    const { status, offer, newest, license } = JSON.parse(answer(FORMATS.json!, which).body!)
    const decided = which === "yanked" ? "up_to_date" : which.replaceAll(" ", "_")
    expect(status).toBe(decided)
    expect(newest.version).toBe(which === "yanked" ? "1.0.0" : which === "unsupported" ? "1.0.0" : "2.0.0")
    expect(license === null).toBe(which === "unlicensed")
    expect(offer === null).toBe(which !== "update")
    for (const file of offer?.artifacts ?? []) {
      expect(file.download_path).toBe(`/license-center/v1/downloads/${file.id}`)
      // Where it lies is for who asks for it, and may be revoked until then.
      expect(file).not.toHaveProperty("url")
      expect(file).not.toHaveProperty("file_id")
    }
  })
})

describe("wordpress", () => {
  const json = (format: string, which: string) => JSON.parse(answer(FORMATS[format]!, which).body!)

  it("gets sections in every answer, without which EDD's client drops it", () => {
    for (const which of Object.keys(CASES)) {
      const edd = json("edd", which)
      expect(Object.keys(unserialize(edd.sections)).sort()).toEqual(["changelog", "description"])
      expect(json("plugin-update-checker", which).sections.changelog).toBeTruthy()
    }
  })

  it("gets the newest version that is covered, and reads what it is missing", () => {
    expect(json("edd", "updates expired")).toMatchObject({
      new_version: "1.0.0",
      msg: expect.stringContaining("2.0.0 is out, but the updates of this license ended on 2026-04-10"),
    })
    expect(json("edd", "unlicensed")).toMatchObject({ new_version: "0.0.0", package: "" })
    expect(json("plugin-update-checker", "update")).toMatchObject({
      version: "2.0.0",
      requires_php: "7.4",
      tested: "6.8",
    })
  })
})
