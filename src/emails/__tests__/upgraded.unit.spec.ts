import { aMailLicense, mailProps } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import { renderUpgrade } from "../render-notice"
import type { MailLicense } from "../types"

const upgraded = (language: string, more: Partial<MailLicense> = {}, order_number: string | null = "1050") => {
  const { key: _key, ...license } = aMailLicense({
    plan: { id: "plan_team", code: "team", name: "Team" },
    seats: 10,
    expires_at: new Date("2028-03-01T00:00:00.000Z"),
    ...more,
  })
  return renderUpgrade(language, { store: mailProps().store, order_number, license, from_plan: "Personal" })
}

describe("the mail about an upgrade", () => {
  it.each(LANGUAGES)("says in %s what the license was and is, and shows no key", async (language) => {
    const { subject, html, text } = await upgraded(language)
    expect(subject).toContain("Nimbus Notes")
    expect(subject).toContain("Team")
    for (const version of [subject, html, text]) {
      expect(version).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|\}\}|>null<|9HJWC/)
    }
    for (const said of ["Personal", "10", "1050", "2028", "D5F1G"]) {
      expect(text).toContain(said)
    }
  })

  it("knows licenses without end, with unlimited seats, and orders without a number", async () => {
    const { text } = await upgraded("en", { seats: null, expires_at: null }, null)
    expect(text).toContain("unlimited")
    expect(text).toContain("without an end date")
    expect(text).not.toContain("#")
  })
})
