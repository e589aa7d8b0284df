import fc from "fast-check"
import { XMLParser, XMLValidator } from "fast-xml-parser"
import { load } from "js-yaml"
import { seeded } from "../../../../lib/__tests__/seeded"
import type { CatalogueArtifact, CatalogueRelease } from "../../types"
import { electronFeed, electronInstalls } from "../electron"
import { sparkleFeed, sparkleInstalls } from "../sparkle"
import { aFile, anInput, aRelease, edSigned, inTheServersOrder, minisigned } from "./a-catalogue"

const appcast = (releases: CatalogueRelease[], product = "Nimbus Notes", home = "https://store.example/help") => {
  const input = anInput(releases, { platform: "darwin", installs: sparkleInstalls })
  return sparkleFeed({ ...input, home, product: { handle: "nimbus-notes", title: product } }).body!
}

type Item = { title: string; description: string; enclosure: Record<string, string>; [element: string]: unknown }

function itemsOf(xml: string): Item[] {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => name === "item" })
  return parser.parse(xml).rss.channel.item ?? []
}

describe("the file that Sparkle is given", () => {
  const mac = (name: string, file: Partial<CatalogueArtifact> = {}) =>
    aFile(name, { platform: "darwin", arch: "universal", ...file })
  const chosen = (...files: CatalogueArtifact[]) => {
    const [item] = itemsOf(appcast([aRelease("1.0.0", { artifacts: inTheServersOrder(files) })]))
    return item!.enclosure["@_url"]!.split("/").pop()
  }

  it("is the app's and not another of the same product, signed before unsigned, and then by its kind", () => {
    const plugin = aFile("plugin.zip", edSigned)
    const zip = mac("Nimbus-mac.zip", edSigned)
    const dmg = mac("Nimbus.dmg")
    expect(chosen(plugin, mac("Nimbus-mac.zip"))).toBe("Nimbus-mac.zip")
    expect(chosen(dmg, zip)).toBe("Nimbus-mac.zip")
    expect(chosen(mac("Nimbus.dmg", minisigned), zip)).toBe("Nimbus-mac.zip")
    expect(chosen(mac("Nimbus.dmg", edSigned), zip)).toBe("Nimbus.dmg")
    expect(chosen(plugin)).toBe("plugin.zip")
  })

  it("runs on both processors when one does", () => {
    const arm64 = mac("Nimbus-arm64.dmg", { arch: "arm64", ...edSigned })
    expect(chosen(arm64, mac("Nimbus-x64.zip", { arch: "x64", ...edSigned }))).toBe("Nimbus-x64.zip")
    expect(chosen(arm64, mac("Nimbus.zip", edSigned))).toBe("Nimbus.zip")
    expect(chosen(arm64)).toBe("Nimbus-arm64.dmg")
  })
})

describe("for systems that are too old for the newest version, Sparkle is given older ones", () => {
  const mac = (version: string, darwin: string | null, build?: string, fields: Partial<CatalogueRelease> = {}) =>
    aRelease(version, { min_os: darwin ? { darwin } : null, requirements: build ? { build } : null, ...fields })
  const items = (...releases: CatalogueRelease[]) =>
    itemsOf(appcast(releases)).map((item) => [item["sparkle:shortVersionString"], item["sparkle:minimumSystemVersion"]])

  it("each the newest that some system can run, with its own file", () => {
    const own = [aFile("Nimbus-1.5.dmg", { platform: "darwin", ...edSigned }), aFile("plugin.zip")]
    const releases = [
      mac("1.0.0", null),
      mac("1.5.0", "11.0", undefined, { artifacts: own }),
      mac("1.9.0", "13.0"),
      mac("2.0.0", "13.0"),
    ]
    expect(items(...releases)).toEqual([
      ["2.0.0", "13.0"],
      ["1.5.0", "11.0"],
      ["1.0.0", undefined],
    ])
    const [, older] = itemsOf(appcast(releases))
    expect(older!.enclosure["@_url"]).toMatch(/Nimbus-1\.5\.dmg$/)
    expect(older!.enclosure).toHaveProperty("@_sparkle:edSignature")
  })

  it("but none that it would take for newer than the newest", () => {
    expect(items(mac("1.9.1", "11.0", "5000"), mac("2.0.0", "13.0", "4900"))).toEqual([["2.0.0", "13.0"]])
    expect(items(mac("1.9.1", "11.0", "4800"), mac("2.0.0", "13.0", "4900"))).toHaveLength(2)
    expect(items(mac("1.9.1", "11.0", "5000"), mac("2.0.0", "13.0"))).toHaveLength(1)
    expect(items(mac("1.9.1", "11.0"), mac("2.0.0", "13.0", "4900"))).toHaveLength(1)
    // The one that is left out does not keep the next one out.
    const three = [mac("1.0.0", null, "12"), mac("1.9.1", "11.0", "5000"), mac("2.0.0", "13.0", "4900")]
    expect(items(...three).map(([version]) => version)).toEqual(["2.0.0", "1.0.0"])
  })
})

describe("whatever is in notes and names", () => {
  /** The production Char of XML 1.0; parsers in JavaScript let everything through. */
  const CHARS = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u
  const odd = fc.constantFrom(
    ..."\0\x01\x07\b\v\f\x1b\x1f\x7f\x85\u2028\uFFFE\uFFFF\uD800\uDC00\r\n\t&<>\"'",
    "]]>",
    "]]\x01>",
    "]\v]>",
    "\x1b[32m✓ new\x1b[0m",
    "😀"
  )
  const text = fc.array(fc.oneof(odd, fc.string(), fc.string({ unit: "binary" }))).map((parts) => parts.join(""))

  it("the appcast is well-formed", () => {
    fc.assert(
      fc.property(text, text, text, text, (notes, title, build, home) => {
        const xml = appcast([aRelease("1.0.0", { notes, requirements: { build } })], title, `https://a.example/${home}`)
        expect(xml).toMatch(CHARS)
        expect(XMLValidator.validate(xml)).toBe(true)
        expect(itemsOf(xml)).toHaveLength(1)
      }),
      seeded("text in an appcast", 300)
    )
  })

  it("what can be shown stays", () => {
    const [item] = itemsOf(appcast([aRelease("1.0.0", { notes: "\x1b[32m**Fähig**\v\uFFFE 😀" })]))
    expect(item!.description).toContain("<strong>Fähig</strong> 😀")
  })

  it("electron-updater reads the same text in its YAML", () => {
    fc.assert(
      fc.property(text, (notes) => {
        const input = anInput([aRelease("1.0.0", { notes })], { platform: "win32", installs: electronInstalls })
        expect(load(electronFeed(input).body!)).toMatchObject({ version: "1.0.0", releaseNotes: notes })
      }),
      seeded("text in a latest.yml", 300)
    )
  })
})
