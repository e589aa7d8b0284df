import { inspectFile } from "../../modules/support/rules/attachment"
import { CATEGORIES, SYSTEM_MESSAGES } from "../../modules/support/rules/words"
import { pages } from "../__fixtures__/pages"
import { portalPages } from "../__fixtures__/portal-pages"
import { reminderPages } from "../__fixtures__/reminder-pages"
import { renderPage } from "../document"
import { addressOf, type Frame } from "../frame"
import de from "../i18n/de.json"
import en from "../i18n/en.json"
import { LANGUAGES, languageOf, pageWords, type Language } from "../i18n"
import { ENDINGS } from "../tickets/files"
import { Message } from "../tickets/message"

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&{{t}}</textarea>`

const frameIn = (language: Language, given: Partial<Frame> = {}): Frame => ({
  words: pageWords(language),
  store_name: "Nimbus Software",
  base: "/license-center",
  chosen: null,
  ...given,
})

const everyPage = LANGUAGES.flatMap((language) =>
  Object.entries({ ...pages(HOSTILE), ...portalPages(HOSTILE), ...reminderPages(HOSTILE) }).map(([name, page]) => ({
    name: `${name}, ${language}`,
    html: renderPage(frameIn(language, { store_name: HOSTILE }), page),
  }))
)

describe("every page", () => {
  it.each(everyPage)("$name has no script and no style of its own", ({ html }) => {
    expect(html.match(/<script\b[^>]*>[^<]*/g)).toEqual([
      expect.stringMatching(/^<script src="\/license-center\/assets\/pages\.[0-9a-f]{16}\.js">$/),
    ])
    expect(html).not.toMatch(/<style\b|\sstyle=|\son[a-z]+="|javascript:/i)
  })

  it.each(everyPage)("$name shows what people wrote as text", ({ html }) => {
    expect(html).not.toMatch(/<img\b/)
    expect(html.split("</textarea>").length).toBe(html.split("<textarea").length)
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
  })

  it.each(everyPage)("$name names every control and links to what is there", ({ html }) => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
    const pointers = [...html.matchAll(/\s(?:for|href|aria-labelledby|aria-describedby)="#?([^"/][^"]*)"/g)]
    const missing = pointers
      .filter(([whole]) => !whole.includes("href=") || whole.includes('"#'))
      .flatMap(([, names]) => names!.split(" "))
      .filter((id) => !ids.has(id))
    expect(missing).toEqual([])
    expect(ids.size).toBe([...html.matchAll(/\sid="/g)].length)
    const controls = [...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/type="hidden"/.test(tag))
    expect(controls.filter((tag) => !/\sid="/.test(tag))).toEqual([])
  })

  it.each(everyPage)("$name is in the language that it says, with one heading of the first level", ({ name, html }) => {
    expect(html).toContain(`<html lang="${name.slice(-2)}"`)
    const shown = html.slice(html.indexOf("<main"))
    expect(shown.match(/<h1/g)).toHaveLength(1)
  })
})

describe("the form for a new ticket", () => {
  it("keeps everything that was typed but for the key", () => {
    const html = renderPage(frameIn("en"), pages("Typed by Ada")["new-wrong"]!)
    expect(html.match(/value="Typed by Ada"/g)).toHaveLength(4)
    expect(html).toContain(">Typed by Ada</textarea>")
    expect(html).toContain('name="license_key" autoComplete="off" class="control code"')
    expect(html).toContain("not shown again")
  })

  it("hides its trap from people and from the keyboard", () => {
    const html = renderPage(frameIn("en"), pages("x").new!)
    expect(html).toMatch(/<div class="trap" aria-hidden="true">.*<input id="field-trap"[^>]*tabindex="-1"/)
  })
})

describe("the thread", () => {
  const html = renderPage(frameIn("en"), pages("A (log): https://example.org/a.\nEnd").thread!)

  it("makes links of addresses in the store's messages only", () => {
    expect(html.match(/<a href="https:\/\/example\.org\/a"/g)).toHaveLength(1)
    expect(html).toContain(
      'rel="noopener noreferrer nofollow">https://example.com/help/activate?from=ticket#step-2</a>.'
    )
  })

  it("says whose words are whose when several take part", () => {
    const authors = [...html.matchAll(/<h3[^>]*>([^<]*)<\/h3>/g)].map(([, author]) => author)
    expect(authors).toEqual(["You", "Nimbus Software", "You", "A (log): https://example.org/a.\nEnd", "Another person"])
  })

  it.each([
    [{ mine: true, name: null }, "You closed this request"],
    [{ mine: false, name: "Bea" }, "This request was closed by Bea"],
    [{ mine: false, name: null }, "This request was closed by somebody who takes part"],
  ])("says who closed it (%p)", (who, sentence) => {
    const message = { id: "1", author: "system" as const, body: "closed_by_customer", created_at: new Date(0) }
    const page = <Message message={{ ...message, hidden: null, attachments: [], ...who }} />
    expect(renderPage(frameIn("en"), page)).toContain(`<span>${sentence}</span>`)
  })

  it("says what was hidden, in each message and for each kind", () => {
    expect(html).toContain("A card number was hidden in this message.")
    expect(html).toContain("2 license keys were hidden in this message.")
  })

  it("says times in UTC, until the script knows better", () => {
    expect(html).toContain('<time dateTime="2026-11-11T09:31:00.000Z" data-moment="">11 Nov 2026, 09:31 UTC</time>')
  })

  it("tells what a reply does to a closed ticket, within its window and after it", () => {
    const texts = (name: string) => renderPage(frameIn("en"), pages("x")[name]!)
    expect(texts("thread-closed")).toMatch(/A reply opens this request again\..*2 Dec 2026, 10:00 UTC/)
    expect(texts("thread-follow-up")).toContain("A reply begins a new request")
    expect(texts("thread-follow-up")).toContain("continues as request #1002")
    expect(texts("thread")).not.toContain("A reply opens")
  })
})

describe("the words", () => {
  const keysOf = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "string" ? [`${path}${key}`] : keysOf(inner as object, `${path}${key}.`)
    )
  const valueAt = (value: object, key: string) =>
    key.split(".").reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], value) as string

  it("are all there in both languages, with the same values in them", () => {
    expect(keysOf(de)).toEqual(keysOf(en))
    for (const key of keysOf(en)) {
      const values = (text: string) => text.match(/\{\{\w+\}\}/g)?.sort() ?? []
      expect({ key, values: values(valueAt(de, key)) }).toEqual({ key, values: values(valueAt(en, key)) })
    }
  })

  it.each(LANGUAGES)("have a sentence for every category and everything that happens (%s)", (language) => {
    const { t } = pageWords(language)
    expect(CATEGORIES.map((category) => t(`categories.${category}`)).every(Boolean)).toBe(true)
    expect(SYSTEM_MESSAGES.map((word) => t(`system.${word}`)).every(Boolean)).toBe(true)
  })

  it("fail for a phrase that does not exist", () => {
    expect(() => pageWords("de").t("nothing.of.the.kind")).toThrow('no phrase "nothing.of.the.kind"')
  })

  it("say sizes as people do", () => {
    expect([0, 900, 1_536, 10 * 1024 * 1024].map(pageWords("de").size)).toEqual([
      "0 Bytes",
      "900 Bytes",
      "1,5 KB",
      "10 MB",
    ])
  })
})

describe("the language", () => {
  it.each([
    ["de", undefined, "de"],
    ["DE-at", "en", "de"],
    ["fr", "de", "de"],
    [["de"], "fr", "en"],
    [undefined, "fr-FR, de-AT;q=0.8, en;q=0.5", "de"],
    [undefined, "en;q=0.5, de;q=0.9", "de"],
    [undefined, "de;q=0, en", "en"],
    [undefined, ";;;,,q=", "en"],
    [undefined, undefined, "en"],
  ])("of ?lang=%p with %p is %s", (chosen, accepted, language) => {
    expect(languageOf(chosen, accepted)).toBe(language)
  })

  it("goes along with every address when it was chosen", () => {
    expect(addressOf({ base: "/shop/license-center", chosen: "de" }, "/t?sent=1#done")).toBe(
      "/shop/license-center/t?sent=1&lang=de#done"
    )
    expect(addressOf({ base: "/license-center", chosen: null }, "/t#done")).toBe("/license-center/t#done")
  })
})

describe("the endings that the page offers", () => {
  it("are those that may be attached", () => {
    const isAllowed = (ending: string) => {
      const verdict = inspectFile(`a.${ending}`, Buffer.from("?"))
      return verdict.ok || verdict.reason !== "type_not_allowed"
    }
    expect(ENDINGS.filter((ending) => !isAllowed(ending))).toEqual([])
    expect(["svg", "html", "exe", "docx", "7z", "js"].filter(isAllowed)).toEqual([])
  })
})
