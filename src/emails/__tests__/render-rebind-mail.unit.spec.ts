import { REBIND_KINDS } from "../../modules/notices/rules/kinds"
import { mailProps } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import { renderRebindMail } from "../render-notice"
import type { RebindMailProps, RebindProps } from "../types"

const URL = `https://store.example.com/license-center/rebind#lcp_${"a".repeat(43)}`

const mails = (more: Partial<RebindProps> = {}): RebindMailProps => {
  const props = {
    store: mailProps().store,
    product: "Nimbus Notes",
    masked_key: "NIMBUS-…-5H1X7",
    device: "Ada's new Mac",
    ...more,
  }
  return {
    rebind_confirm: { ...props, url: URL, expires_at: new Date("2026-12-01T12:00:00.000Z") },
    rebind_decision: { ...props, approved: false, reason: "Three moves this week.\nPlease wait until Monday." },
  }
}

describe("every mail about a device that asks for a seat", () => {
  const cases = REBIND_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const))

  it.each(cases)("%s in %s is complete in both versions", async (kind, language) => {
    for (const device of ["Ada's new Mac", null]) {
      const { subject, html, text } = await renderRebindMail(kind, language, mails({ device })[kind])
      for (const version of [subject, html, text]) {
        expect(version).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|\}\}|null|rebind_\w+\.\w/)
        expect(version).toContain("Nimbus Notes")
      }
      expect(text).toContain("NIMBUS-…-5H1X7")
      expect(text.includes("Ada's new Mac")).toBe(device !== null)
      expect(html).toContain(`lang="${language}"`)
      expect(html).not.toMatch(/<img|src=|url\(/)
    }
  })

  it.each(cases)("%s in %s shows a device's name as the text it is", async (kind, language) => {
    const { html, text } = await renderRebindMail(kind, language, mails({ device: "<b>$t(help.title)" })[kind])
    expect(html).not.toContain("<b>")
    expect(text).toContain("<b>$t(help.title)")
  })
})

it("leads the owner to the request, and says how long and what to do about a stranger", async () => {
  const { html, text } = await renderRebindMail("rebind_confirm", "en", mails().rebind_confirm)
  expect(html).toContain(`href="${URL}"`)
  expect(text).toContain("It works until December 1, 2026.")
  expect(text).toContain("ignore this mail: the device gets no seat")
})

it("tells what the store decided, in its words when it refused", async () => {
  const declined = await renderRebindMail("rebind_decision", "en", mails().rebind_decision)
  expect(declined.subject).toBe("Your move of Nimbus Notes was declined")
  expect(declined.text).toContain("Three moves this week.\nPlease wait until Monday.")
  const approved = await renderRebindMail("rebind_decision", "en", {
    ...mails().rebind_decision,
    approved: true,
    reason: null,
  })
  expect(approved.subject).toBe("Your move of Nimbus Notes was approved")
  expect(approved.text).toContain("activate it with the same key")
  expect(approved.text).not.toContain("wrote:")
})
