import type { OrderTerm } from "../../../modules/licensing/services/renewal-offers"
import type { RenewalMail } from "../../../modules/notices/rules/renewal-mails"
import { noticesForRenewals } from "../renewal-notices"

const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 12, number))
const ORDER = "order_1"

const aTerm = (id = "lcterm_a", more: Partial<OrderTerm> = {}): OrderTerm => ({
  id,
  license_id: id.replace("lcterm", "lic"),
  created_at: minute(0),
  reverted_at: null,
  email: "ada@example.com",
  locale: "de",
  status: "active",
  ...more,
})
const aMail = (kind: RenewalMail["kind"], at: number, more: Partial<RenewalMail> = {}): RenewalMail => ({
  id: `lcnot_${at}`,
  kind,
  status: "sent",
  left: true,
  term_ids: ["lcterm_a"],
  created_at: minute(at),
  ...more,
})
const back = aTerm("lcterm_a", { reverted_at: minute(10) })
const FIRST = `renewed:${ORDER}:${minute(0).getTime()}`
const REVERTED = `renewal_reverted:${ORDER}:${minute(10).getTime()}`
const planned = (terms: OrderTerm[], mails: RenewalMail[] = []) =>
  noticesForRenewals(ORDER, terms, mails).map(({ purpose_key }) => purpose_key)

describe("the mails about renewals of an order", () => {
  it("tell of what was added together in one mail, and of what is added later in another", () => {
    expect(noticesForRenewals(ORDER, [aTerm(), aTerm("lcterm_b")], [])).toEqual([
      {
        kind: "renewed",
        purpose_key: FIRST,
        to: "ada@example.com",
        locale: "de",
        order_id: ORDER,
        license_ids: ["lic_a", "lic_b"],
        data: { term_ids: ["lcterm_a", "lcterm_b"] },
      },
    ])
    expect(planned([aTerm(), aTerm("lcterm_b", { created_at: minute(5) })])).toHaveLength(2)
    expect(planned([aTerm()], [aMail("renewed", 1)])).toEqual([])
  })

  it("tell that it was taken back only whom was told that it was added", () => {
    expect(planned([back])).toEqual([])
    expect(planned([back], [aMail("renewed", 1, { status: "pending", left: false })])).toEqual([])
    expect(planned([back], [aMail("renewed", 1, { status: "failed", left: false })])).toEqual([])
    expect(planned([back], [aMail("renewed", 1)])).toEqual([REVERTED])
    // Nobody knows yet whether it arrives; that is decided when the second one is to leave.
    expect(planned([back], [aMail("renewed", 1, { status: "sending", left: false })])).toEqual([REVERTED])
    expect(planned([back], [aMail("renewed", 1), aMail("renewal_reverted", 11)])).toEqual([])
  })

  it("tell once more when it comes back, and when that is taken back again", () => {
    const told = [aMail("renewed", 1), aMail("renewal_reverted", 11)]
    expect(planned([aTerm()], told)).toEqual([`renewed:${ORDER}:after:lcnot_11`])
    const again = aTerm("lcterm_a", { reverted_at: minute(20) })
    expect(planned([again], told)).toEqual([])
    expect(planned([again], [...told, aMail("renewed", 15)])).toEqual([
      `renewal_reverted:${ORDER}:${minute(20).getTime()}`,
    ])
    // Before its mail left, there is nothing to say of having been away.
    const waits = aMail("renewal_reverted", 11, { status: "pending", left: false })
    expect(planned([aTerm()], [aMail("renewed", 1), waits])).toEqual([])
  })

  it("go to each owner apart, wait for an address, and are silent about a license that is revoked", () => {
    const other = aTerm("lcterm_b", { email: "bob@example.com" })
    expect(planned([aTerm(), other])).toEqual([FIRST, `${FIRST}:lic_b`])
    expect(planned([aTerm("lcterm_a", { email: "" })])).toEqual([])
    expect(planned([aTerm("lcterm_a", { status: "revoked" })])).toEqual([])
  })
})
