import { LICENSE_KINDS, RENEWAL_KINDS } from "../../modules/notices/rules/kinds"
import { aMailLicense, mailProps, manyLicenses, teamLicenses } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import de from "../i18n/de.json"
import en from "../i18n/en.json"
import { renderNotice } from "../render-notice"
import type { MailLicense } from "../types"

const aSiteLicense = (more: Partial<MailLicense> = {}) =>
  aMailLicense(
    {
      product: { id: "prod_formsmith", handle: "formsmith", title: "Formsmith" },
      plan: { id: "plan_studio", code: "studio", name: "Studio" },
      seats: 3,
      activation_kind: "site",
      expires_at: new Date("2027-11-24T00:00:00.000Z"),
      updates_until: null,
      ...more,
    },
    1
  )

const delivered = (licenses: MailLicense[], locale: string | null = "en", more = {}) =>
  renderNotice("license_delivered", locale, mailProps({ licenses, ...more }))

const revoked = (licenses: MailLicense[], locale: string | null = "en", more = {}) =>
  renderNotice("license_revoked", locale, mailProps({ licenses, ...more }))

/** What a reader of the HTML sees. */
const seen = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")

describe("every mail about licenses", () => {
  const sorts: [string, MailLicense[]][] = [
    ["one license", [aMailLicense({ status_reason: "refunded" })]],
    ["three licenses of a team", teamLicenses({ status_reason: "returned" })],
    ["two products", [aMailLicense(), aSiteLicense()]],
    ["a floating license", [aMailLicense({ activation_kind: "floating", seats: null })]],
  ]
  const cases = [...LICENSE_KINDS, ...RENEWAL_KINDS].flatMap((kind) =>
    LANGUAGES.flatMap((language) => sorts.map(([sort, licenses]) => [kind, language, sort, licenses] as const))
  )

  it.each(cases)("%s in %s about %s is complete in both versions", async (kind, language, _sort, licenses) => {
    const { subject, html, text } = await renderNotice(kind, language, mailProps({ licenses }))
    for (const version of [subject, html, text]) {
      expect(version).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|\}\}|>null</)
    }
    for (const version of [seen(html), text]) {
      for (const { key, masked_key, product, plan } of licenses) {
        expect(version).toContain(kind === "license_delivered" ? key : masked_key)
        expect(version.toLowerCase()).toContain(product.title.toLowerCase())
        expect(version).toContain(plan.name)
      }
      expect(version).toContain("1042")
      expect(version).toContain("help@example.com")
      expect(version).toContain("https://store.example.com/help")
      expect(version).toContain("Nimbus Software")
    }
    expect(html).toContain(`lang="${language}"`)
    expect(subject).not.toMatch(/[\r\n]/)
    // Nothing is fetched: a picture would tell the sender when and where the mail was read.
    expect(html).not.toMatch(/<img|src=|url\(/)
  })

  it.each(LICENSE_KINDS)("%s about 200 licenses names each, is not cut by Gmail, and reads as a list", async (kind) => {
    for (const licenses of [
      manyLicenses(200),
      manyLicenses(200).map((license, number) => ({ ...license, seats: number % 10 })),
    ]) {
      const { html, text } = await renderNotice(kind, "de", mailProps({ licenses }))
      expect(Buffer.byteLength(html)).toBeLessThan(60_000)
      for (const { key, masked_key } of licenses) {
        const shown = kind === "license_delivered" ? key : masked_key
        expect(html).toContain(`<span class="lc-one">${shown}</span>`)
        expect(text).toContain(`${shown}\n`)
      }
    }
  })

  it("gives each of ten keys a block of its own, and lists eleven", async () => {
    const blocks = (html: string) => html.split('class="lc-key').length - 1
    expect(blocks((await delivered(manyLicenses(10))).html)).toBe(10)
    expect(blocks((await delivered(manyLicenses(11))).html)).toBe(1)
  })

  it("says no more and no less in German than in English", () => {
    const names = (phrases: object, path = ""): string[] =>
      Object.entries(phrases).flatMap(([name, value]) =>
        typeof value === "string" ? [path + name] : names(value, `${path}${name}.`)
      )
    expect(names(de)).toEqual(names(en))
    const values = (phrases: object): string[] =>
      Object.values(phrases).flatMap((value) =>
        typeof value === "string" ? [(value.match(/\{\{\w+\}\}/g) ?? []).sort().join()] : values(value)
      )
    expect(values(de)).toEqual(values(en))
  })

  it.each([
    ["de", "Ihre Lizenz für Nimbus Notes"],
    ["de-AT", "Ihre Lizenz für Nimbus Notes"],
    ["DE_ch", "Ihre Lizenz für Nimbus Notes"],
    ["en-GB", "Your license for Nimbus Notes"],
    ["fr", "Your license for Nimbus Notes"],
    ["", "Your license for Nimbus Notes"],
    ["not a locale!", "Your license for Nimbus Notes"],
    [null, "Your license for Nimbus Notes"],
  ])("is written for locale %j", async (locale, subject) => {
    expect((await delivered([aMailLicense()], locale)).subject).toBe(subject)
  })

  it.each([
    ["en", "November 24, 2027"],
    ["en-GB", "24 November 2027"],
    ["en_GB", "24 November 2027"],
    ["en-?", "November 24, 2027"],
    ["de-CH", "24. November 2027"],
    ["fr-FR", "November 24, 2027"],
  ])("writes a day for locale %s as %s", async (locale, day) => {
    expect((await delivered([aMailLicense()], locale)).text).toContain(day)
  })

  it("shows a title made of HTML as the text it is", async () => {
    const title = `<script>alert("x")</script> & <b>Notes</b>`
    const license = aMailLicense({ product: { id: "p", handle: "h", title } })
    const { subject, html, text } = await delivered([license], "en", {
      store: { ...mailProps().store, store_name: "<i>Store</i>" },
    })
    expect(html).not.toContain("<script>")
    expect(html).not.toContain("<b>Notes")
    expect(html).not.toContain("<i>Store")
    expect(html).toContain("&lt;script&gt;")
    expect(html).not.toContain("&amp;lt;")
    expect(text).toContain(`Install ${title} and open it.`)
    expect(subject).toBe(`Your license for ${title}`)
  })

  it("does not take a title for instructions of the translator or a header", async () => {
    const title = "$t(help.title) {{store}}\r\nBcc: eve@example.com"
    const { subject, text } = await delivered([aMailLicense({ product: { id: "p", handle: "h", title } })])
    expect(subject).toBe("Your license for $t(help.title) {{store}} Bcc: eve@example.com")
    expect(text).toContain("$t(help.title) {{store}}")
  })

  it("asks for an answer when the store has named no address, and for no order when there is none", async () => {
    const store = { ...mailProps().store, support_email: null, help_url: null }
    for (const kind of LICENSE_KINDS) {
      const { html, text } = await renderNotice(kind, "en", mailProps({ store, order_number: null }))
      for (const version of [seen(html), text]) {
        expect(version).toMatch(/reply(ing)? to this mail/)
        expect(version).not.toMatch(/order #|null/)
      }
    }
  })
})

describe("license_delivered", () => {
  it.each(LANGUAGES)("says in %s, subject first, when a key comes once more or is valid again", async (language) => {
    const subjects = new Set<string>()
    for (const occasion of ["first", "resent", "reinstated", "reissued"] as const) {
      for (const licenses of [[aMailLicense()], [aMailLicense(), aSiteLicense()]]) {
        for (const order_number of ["1042", null]) {
          const mail = await delivered(licenses, language, { occasion, order_number })
          expect(`${mail.subject} ${mail.text}`).not.toMatch(/undefined|\{\{|(resent|reinstated|reissued|delivered)\./)
          subjects.add(mail.subject)
        }
      }
    }
    expect(subjects.size).toBe(8)
  })

  it.each([
    ["en", "The old key no longer works.", "The old keys no longer work."],
    ["de", "Der alte Schlüssel gilt nicht mehr.", "Die alten Schlüssel gelten nicht mehr."],
  ] as const)("says in %s that a replaced key is over", async (language, one, several) => {
    for (const order_number of ["1042", null]) {
      const told = { occasion: "reissued", order_number } as const
      expect((await delivered([aMailLicense()], language, told)).text).toContain(one)
      expect((await delivered(teamLicenses(), language, told)).text).toContain(several)
    }
  })

  it("tells one license from several in subject and title", async () => {
    expect((await delivered(teamLicenses())).subject).toBe("Your 3 licenses for Nimbus Notes")
    expect((await delivered([aMailLicense(), aSiteLicense()])).subject).toBe("Your 2 licenses from Nimbus Software")
    expect((await delivered(teamLicenses(), "de")).subject).toBe("Ihre 3 Lizenzen für Nimbus Notes")
  })

  it("says what is covered until when", async () => {
    const perpetual = (await delivered([aMailLicense()])).text
    expect(perpetual).toContain("Devices: 1\nValid: without an end date\nUpdates: included until November 24, 2027")
    expect(perpetual).toContain("you keep using the versions you have")
    const team = (await delivered(teamLicenses())).text
    expect(team).toContain("Devices per key: 5\nValid: until November 24, 2027\nUpdates: included for as long as")
    expect(team).not.toContain("you keep using")
    expect((await delivered(teamLicenses(), "de")).text).toContain("Gültig: bis 24. November 2027")
  })

  it("says so when versions go on after the end, or seats have no limit", async () => {
    const until = new Date("2027-11-24T00:00:00.000Z")
    const { text } = await delivered([aMailLicense({ expires_at: until, on_expiry: "keep_running", seats: null })])
    expect(text).toContain("you keep using the versions you have")
    expect(text).toContain("Devices: unlimited")
  })

  it("takes dates as text too, and reads them in UTC", async () => {
    const { text } = await delivered([aMailLicense({ expires_at: "2027-11-24T23:59:59.000Z" })])
    expect(text).toContain("until November 24, 2027")
  })

  it.each(["en", "de"])("leads in %s to the page on which a lost device's seat is freed", async (language) => {
    const { html, text } = await delivered([aMailLicense()], language)
    for (const version of [html, text]) {
      expect(version).toContain(`https://store.example.com/license-center/portal?lang=${language}`)
    }
  })

  it("speaks of websites for a plugin, and of each product's own steps when both were bought", async () => {
    const site = (await delivered([aSiteLicense()])).text
    expect(site).toContain("Websites: 3")
    expect(site).toContain("Install Formsmith on your website.")
    expect(site).not.toMatch(/computer|Devices/)
    const both = (await delivered([aMailLicense(), aSiteLicense()])).text
    expect(both).toContain("Install Nimbus Notes and open it.")
    expect(both).toContain("Install Formsmith on your website.")
  })

  it("describes licenses together that cover the same, and apart when they do not", async () => {
    const boxes = (html: string) => html.split('class="lc-box"').length - 1
    expect(boxes((await delivered(teamLicenses())).html)).toBe(1)
    const [first, ...rest] = teamLicenses()
    expect(boxes((await delivered([{ ...first!, seats: 10 }, ...rest])).html)).toBe(2)
  })
})

describe("license_revoked", () => {
  it.each([
    ["canceled", "the order was canceled"],
    ["refunded", "the payment was refunded"],
    ["returned", "the purchase was returned"],
    ["quantity_reduced", "the order was changed, and this is no longer part of it"],
    ["dispute", "the payment was charged back"],
    ["operator", "withdrawn by Nimbus Software"],
    [null, "withdrawn by Nimbus Software"],
    ["customer was rude on the phone", "withdrawn by Nimbus Software"],
  ])("gives the reason %j in plain words", async (status_reason, words) => {
    const { html, text } = await revoked([aMailLicense({ status_reason })])
    expect(text).toContain(`Reason: ${words}`)
    expect(seen(html)).toContain(words)
    expect(html + text).not.toContain("rude")
  })

  it.each([
    ["en", "Write to", /\b(?:the license|The key)\b/],
    ["de", "Schreiben Sie an", /\b(?:die Lizenz|Der Schlüssel|Welche Lizenz)\b/],
  ])("speaks in %s of several licenses as of several", async (language, said, one) => {
    const { html, text } = await revoked(teamLicenses({ status_reason: "returned" }), language)
    expect(text).toContain(said)
    expect(text).not.toMatch(one)
    expect(seen(html)).not.toMatch(one)
  })

  it("never carries a key", async () => {
    const licenses = teamLicenses({ status_reason: "refunded" })
    const { subject, html, text } = await revoked(licenses)
    for (const { key } of licenses) {
      expect(subject + html + text).not.toContain(key)
    }
  })
})
