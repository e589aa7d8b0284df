import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { LicenseEvents } from "../../../lib/events"
import { ARCHES, PLATFORMS } from "../../../modules/releases/rules/platforms"
import { CHANNELS, OBSTACLES, UPDATE_STATUSES } from "../../../modules/releases/rules/resolve-update"
import { PRIORITIES } from "../../../modules/support/rules/due-times"
import { VARIABLES } from "../../../modules/support/rules/saved-reply"
import { HAPPENINGS, STATUSES } from "../../../modules/support/rules/ticket-status"
import {
  CATEGORIES,
  CHANNELS as MESSAGE_CHANNELS,
  LINK_KINDS,
  SOURCES,
  SYSTEM_MESSAGES,
} from "../../../modules/support/rules/words"
import de from "../../i18n/json/de.json"
import en from "../../i18n/json/en.json"
import { VIEWS } from "../ticket-types"
import { intlLanguage } from "../translate"

type Tree = { [key: string]: string | Tree }

const leaves = (tree: Tree, path: string[] = []): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[[...path, key].join("."), value] as [string, string]] : leaves(value, [...path, key])
  )
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

const english = new Map(leaves(en))
const german = new Map(leaves(de))

describe("the texts of the admin", () => {
  it("are complete in German", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it("fill in the same values in both languages", () => {
    const different = [...english].filter(
      ([key, text]) => `${placeholders(text)}` !== `${placeholders(german.get(key) ?? "")}`
    )
    expect(different).toEqual([])
  })

  it("have every key that the screens ask for by its full name", () => {
    const asked = sources(join(__dirname, "..", "..")).flatMap((source) =>
      [...source.matchAll(/\bt\("([a-z_.]+)"/gi)].map((match) => match[1]!)
    )
    expect(asked.length).toBeGreaterThan(80)
    expect([...new Set(asked)].filter((key) => !english.has(key) && !english.has(`${key}_other`))).toEqual([])
  })

  it("name everything that is written to a license's audit trail", () => {
    const written = sources(join(__dirname, "../../../modules/licensing")).flatMap((source) =>
      [...source.matchAll(/name: "(license\.[a-z_]+)"/g)].map((match) => match[1]!)
    )
    expect(written.length).toBeGreaterThan(3)
    const names = new Set([...written, ...Object.values(LicenseEvents)])
    expect([...names].filter((name) => !english.has(`events.name.${name}`))).toEqual([])
  })

  it("name everything that is written to a release's history", () => {
    const written = sources(join(__dirname, "../../../modules/releases")).flatMap((source) =>
      [...source.matchAll(/name: "release\.([a-z_]+)"/g)].map((match) => match[1]!)
    )
    expect(written.length).toBeGreaterThan(5)
    expect(written.filter((name) => !english.has(`release.event.${name}`))).toEqual([])
  })

  it("name everything that is written to a ticket's history", () => {
    const written = sources(join(__dirname, "../../../modules/support/services")).flatMap((source) =>
      [...source.matchAll(/"ticket\.([a-z_]+)"/g)].map((match) => match[1]!)
    )
    expect(written.length).toBeGreaterThan(5)
    const names = new Set([...written, ...HAPPENINGS])
    expect([...names].filter((name) => !english.has(`tickets.event.${name}`))).toEqual([])
  })

  it("have a word for whatever a ticket can be", () => {
    const asked = [
      ...STATUSES.map((status) => `tickets.status.${status}`),
      ...PRIORITIES.map((priority) => `tickets.priority.${priority}`),
      ...CATEGORIES.map((category) => `tickets.category.${category}`),
      ...SOURCES.map((source) => `tickets.source.${source}`),
      ...MESSAGE_CHANNELS.map((channel) => `tickets.channel.${channel}`),
      ...LINK_KINDS.map((kind) => `tickets.links.kind.${kind}`),
      ...SYSTEM_MESSAGES.map((message) => `tickets.system.${message}`),
      ...VIEWS.flatMap((view) => [`tickets.view.${view}`, `tickets.empty.${view}.title`, `tickets.empty.${view}.help`]),
      ...VARIABLES.flatMap((name) =>
        ["variable", "example"].map((kind) => `savedReplies.${kind}.${name.replace(".", "_")}`)
      ),
    ]
    expect(asked.filter((key) => !english.has(key))).toEqual([])
  })

  it("have a word for whatever the resolver of updates can say", () => {
    const asked = [
      ...UPDATE_STATUSES.flatMap((status) => [`explain.status.${status}`, `explain.sentence.${status}`]),
      ...OBSTACLES.map((obstacle) => `explain.obstacle.${obstacle}`),
      ...CHANNELS.flatMap((channel) => [`release.channel.${channel}`, `release.channel_help.${channel}`]),
      ...PLATFORMS.map((platform) => `release.platform.${platform}`),
      ...ARCHES.map((arch) => `release.arch.${arch}`),
    ]
    expect(asked.filter((key) => !english.has(key))).toEqual([])
  })
})

describe("the language for Intl", () => {
  it.each([
    ["en", "en"],
    ["ptBR", "pt-BR"],
    ["zhCN", "zh-CN"],
    [undefined, "en"],
    ["not a language", "en"],
  ])("of %p is %p", (language, expected) => {
    expect(intlLanguage(language)).toBe(expected)
  })
})

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      return entry.name === "__tests__" ? [] : sources(path)
    }
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, "utf8")] : []
  })
}
