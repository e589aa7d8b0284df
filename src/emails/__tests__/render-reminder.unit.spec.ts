import { REMINDER_KINDS } from "../../modules/notices/rules/kinds"
import { aMailLicense, mailProps, manyLicenses } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import { renderReminder } from "../render-notice"
import type { ReminderLicense, ReminderMailProps } from "../types"

const aLicense = (more: Partial<ReminderLicense> = {}): ReminderLicense => ({
  ...aMailLicense(),
  key: "",
  ends: new Date("2027-03-17T12:00:00.000Z"),
  ended: false,
  updates_only: false,
  stops_at: new Date("2027-03-24T12:00:00.000Z"),
  price: null,
  ...more,
})

const props = (licenses: ReminderLicense[]): ReminderMailProps => ({
  store: mailProps().store,
  licenses,
  renew_url: "https://store.example.com/license-center/renew#lcr_token",
  renew_until: new Date("2027-05-09T12:00:00.000Z"),
  unsubscribe_url: "https://store.example.com/license-center/unsubscribe?token=lcu_token",
})

describe("every mail about licenses that end", () => {
  const cases = REMINDER_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const))

  it.each(cases)("%s in %s is complete, with a link to renew and one to unsubscribe", async (kind, language) => {
    for (const licenses of [
      [aLicense()],
      [aLicense(), aLicense({ id: "lic_1", updates_only: true, price: "€49.00" })],
    ]) {
      const { subject, html, text } = await renderReminder(kind, language, props(licenses))
      for (const version of [subject, html, text]) {
        expect(version).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|\}\}|>null</)
      }
      for (const version of [html, text]) {
        expect(version).toContain("renew#lcr_token")
        expect(version).toContain("unsubscribe?token=lcu_token")
        expect(version).toContain(licenses[0]!.masked_key)
        expect(version).toContain("2027")
      }
      expect(html).not.toMatch(/<img|src=|url\(/)
    }
  })

  it("says what stops, and what does not", async () => {
    const said = async (more: Partial<ReminderLicense>) =>
      (await renderReminder("renewal_reminder", "en", props([aLicense(more)]))).text
    expect(await said({ on_expiry: "stop" })).toContain("the software stops working on March 24, 2027")
    expect(await said({ on_expiry: "stop", ended: true, stops_at: null })).toContain("does not work any more")
    expect(await said({ on_expiry: "keep_running" })).toContain("you keep using the versions you have")
    expect(await said({ on_expiry: "stop", updates_only: true })).toContain("you keep using the versions you have")
    expect(await said({ price: "€49.00" })).toContain("€49.00")
    expect(await said({})).not.toContain("Renewal:")
  })

  it("names what ends: a license, or its updates", async () => {
    const updates = aLicense({ id: "lic_1", updates_only: true })
    const said = async (kind: (typeof REMINDER_KINDS)[number], ...licenses: ReminderLicense[]) => {
      const { subject, text } = await renderReminder(kind, "en", props(licenses))
      return `${subject}\n${text}`.replaceAll(/\s+/g, " ")
    }
    expect(await said("renewal_reminder", aLicense())).toContain("This license will end soon")
    expect(await said("renewal_reminder", updates)).toContain("The updates of this license will end soon")
    expect(await said("renewal_reminder", aLicense(), updates)).toContain("Each license says below what ends")
    const ended = aLicense({ id: "lic_2", ended: true, stops_at: null })
    expect(await said("renewal_reminder", aLicense(), ended)).not.toContain("will end soon")
    expect(await said("license_expired", updates)).not.toContain("has run out")
    expect(await said("license_expired", aLicense(), updates)).toContain("have run out")
    expect(await said("win_back", updates)).not.toContain("ran out")
  })

  it("with 200 licenses is not cut by Gmail", async () => {
    const licenses = manyLicenses(200).map((license) => aLicense({ ...license, key: "" }))
    const { html } = await renderReminder("license_expired", "en", props(licenses))
    expect(Buffer.byteLength(html)).toBeLessThan(102_000)
  })
})
