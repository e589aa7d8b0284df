import { aMailLicense, mailProps } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import { refundMessage } from "../refund-message"
import { renderRefundMail } from "../render-notice"
import type { RefundItem, RefundMailProps } from "../types"

const license = aMailLicense({
  plan: { id: "plan_team", code: "team", name: "Team" },
  ...{ seats: 3, expires_at: new Date("2027-11-24T00:00:00.000Z") },
})

const anItem = (more: Partial<RefundItem> = {}): RefundItem => ({
  ...{ title: "Nimbus Notes", masked_key: license.masked_key, kind: "initial", license, ended: true, freed: 0 },
  ...more,
})

const props = (more: Partial<RefundMailProps> = {}): RefundMailProps => ({
  store: mailProps().store,
  order_number: "1042",
  decision: "paid",
  amount: { value: 49, currency_code: "eur" },
  items: [anItem()],
  reason: null,
  ...more,
})

const declined = props({
  decision: "declined",
  amount: null,
  reason: "It was used.",
  items: [anItem({ license: null })],
})
const textOf = async (given: RefundMailProps) => (await renderRefundMail("refund_decision", "en", given)).text

const LOST = /cannot be used any more/
const OBJECT = /see it differently/i

describe("refund_decision", () => {
  it("of a license says that it has ended", async () => {
    const text = await textOf(props())
    expect(text).toMatch(LOST)
    expect(text).not.toContain("Team")
  })

  it("of an upgrade says what the license is again, and how many devices lost their seats", async () => {
    const text = await textOf(props({ items: [anItem({ kind: "upgrade", ended: false, freed: 2 })] }))
    expect(text).toContain("The upgrade is taken back.")
    expect(text).toContain("2 devices lost their seats")
    expect(text).toMatch(/Plan: Team/)
    expect(text).toMatch(/Devices: 3/)
    expect(text).toMatch(/until November 24, 2027/)
    expect(text).not.toMatch(LOST)
  })

  it("of a renewal says until when the license is valid now", async () => {
    const text = await textOf(props({ items: [anItem({ kind: "renewal", ended: false })] }))
    expect(text).toContain("The renewal is taken back.")
    expect(text).toMatch(/until November 24, 2027/)
    expect(text).not.toMatch(LOST)
  })

  it("asks only who was declined whether they see it differently", async () => {
    expect(await textOf(declined)).toMatch(OBJECT)
    expect(await textOf(props())).not.toMatch(OBJECT)
    expect(await textOf(props({ decision: "voided", amount: null, items: [] }))).not.toMatch(OBJECT)
  })

  it.each(LANGUAGES)("says the same in a ticket, in %s", async (language) => {
    const kinds = [
      anItem(),
      anItem({ kind: "upgrade", ended: false, freed: 1 }),
      anItem({ kind: "renewal", ended: false }),
    ]
    for (const given of [props({ items: kinds }), declined, props({ decision: "voided", amount: null, items: [] })]) {
      const message = refundMessage(language, given)
      const { text } = await renderRefundMail("refund_decision", language, given)
      const [intro] = message.split("\n\n")
      expect(text.replace(/\s+/g, " ")).toContain(intro!.replace(/\s+/g, " "))
      expect(message + text).not.toMatch(/undefined|\[object|NaN|Invalid Date|\{\{|null/)
      if (given.reason) {
        expect(message).toContain(given.reason)
      }
      for (const { masked_key } of given.items) {
        expect(message).toContain(masked_key)
      }
    }
  })
})
