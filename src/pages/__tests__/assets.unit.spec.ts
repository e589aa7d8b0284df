import { Script } from "node:vm"
import { findAsset, SCRIPT, STYLE } from "../assets"

describe("the files of the pages", () => {
  it("are named after their content", () => {
    expect([STYLE, SCRIPT].map(({ name }) => name)).toEqual([
      expect.stringMatching(/^pages\.[0-9a-f]{16}\.css$/),
      expect.stringMatching(/^pages\.[0-9a-f]{16}\.js$/),
    ])
    expect(findAsset(STYLE.name)).toEqual({ asset: STYLE, exact: true })
    expect(findAsset(SCRIPT.name)).toEqual({ asset: SCRIPT, exact: true })
  })

  it("are given under another version's name too, but not for good", () => {
    expect(findAsset("pages.0000000000000000.css")).toEqual({ asset: STYLE, exact: false })
    expect(findAsset("pages.css")).toBeNull()
    expect(findAsset("../pages.0000000000000000.css")).toBeNull()
  })

  it("load nothing and write no markup by hand", () => {
    expect(STYLE.content).not.toMatch(/url\(|@import/)
    expect(SCRIPT.content).not.toMatch(
      /innerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|sessionStorage/
    )
  })

  it("are a program that can be read, and braces in pairs", () => {
    expect(() => new Script(SCRIPT.content)).not.toThrow()
    expect(STYLE.content.split("{").length).toBe(STYLE.content.split("}").length)
  })
})

/** WCAG 2.2: relative luminance, and the contrast of two colours. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe.each([
  ["light", 0],
  ["dark", 1],
])("the colours, %s", (_name, index) => {
  const block = [...STYLE.content.matchAll(/:root \{([^}]*)\}/g)][index]![1]!
  const colors = Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex])
  )
  const grounds = ["ground", "card", "tint"]

  it.each([
    ...grounds.flatMap((ground) => ["text", "muted", "link"].map((text) => [text, ground, 4.5])),
    ...["good", "bad", "info"].map((tone) => [tone, `${tone}-ground`, 4.5]),
    ...["bad"].map((tone) => [tone, "card", 4.5]),
    ["on-accent", "accent", 4.5],
    ["on-accent", "accent-hover", 4.5],
    ...["ground", "card"].flatMap((ground) => ["edge", "accent"].map((line) => [line, ground, 3])),
  ] as [string, string, number][])("let %s be seen on %s", (text, ground, least) => {
    expect(contrast(colors[text]!, colors[ground]!)).toBeGreaterThanOrEqual(least)
  })
})
