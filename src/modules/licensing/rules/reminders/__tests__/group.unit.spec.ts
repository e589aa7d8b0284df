import fc from "fast-check"
import { seeded } from "../../../../../lib/__tests__/seeded"
import { isDaytime } from "../daytime"
import { isTooLate, schedule } from "../due"
import { groupByCustomer, keySuffix, kindOf, type DueRow } from "../group"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = new Date("2027-06-01T10:00:00Z")

const row = (changed: Partial<DueRow> = {}): DueRow => ({
  license_id: "lic_1",
  term_id: "lcterm_1",
  offset: -7,
  due_at: now,
  customer_hash: "ann",
  zone: "Europe/Berlin",
  ...changed,
})

describe("the kind of a mail", () => {
  it("is named by the most urgent of its licenses", () => {
    expect(kindOf([14, 1, -1])).toBe("renewal_reminder")
    expect(kindOf([14, 1])).toBe("license_expired")
    expect(kindOf([0])).toBe("license_expired")
    expect(kindOf([13])).toBe("license_expired")
    expect(kindOf([14, 30])).toBe("win_back")
  })
})

describe("one mail a day", () => {
  it("covers all licenses of a customer, and no other customer's", () => {
    const { mails, held } = groupByCustomer(
      [row({ license_id: "lic_2", offset: 14 }), row(), row({ license_id: "lic_3", customer_hash: "bob", offset: 1 })],
      now
    )
    expect(held).toEqual([])
    expect(mails.map(({ key_suffix, kind, rows }) => [key_suffix, kind, rows.map((r) => r.license_id)])).toEqual([
      ["ann:2027-06-01", "renewal_reminder", ["lic_1", "lic_2"]],
      ["bob:2027-06-01", "license_expired", ["lic_3"]],
    ])
  })

  it("is dated by the customer's calendar", () => {
    const noon = new Date("2027-01-15T11:00:00Z")
    expect(keySuffix("ann", "Pacific/Kiritimati", noon)).toBe("ann:2027-01-16")
    expect(keySuffix("ann", "Pacific/Honolulu", noon)).toBe("ann:2027-01-15")
    expect(keySuffix("ann", "Europe/Berlin", new Date("2028-02-28T23:00:00Z"))).toBe("ann:2028-02-29")
    expect(keySuffix("ann", "Mars/Olympus", noon)).toBe("ann:2027-01-15")
  })

  it("holds what comes later on the day until the next one", () => {
    const mailed = new Set(["ann:2027-06-01"])
    const rows = [row(), row({ license_id: "lic_3", customer_hash: "bob" })]
    const today = groupByCustomer(rows, now, mailed)
    expect(today.held).toEqual([rows[0]])
    expect(today.mails.map(({ key_suffix }) => key_suffix)).toEqual(["bob:2027-06-01"])
    expect(groupByCustomer([rows[0]], new Date(now.getTime() + DAY), mailed).mails).toHaveLength(1)
  })

  it("holds none back and leaves none out, in whatever order they come", () => {
    const rows = fc.array(
      fc.record({
        license_id: fc.constantFrom("lic_1", "lic_2", "lic_3", "lic_4"),
        term_id: fc.constantFrom("lcterm_1", "lcterm_2"),
        offset: fc.integer({ min: -30, max: 30 }),
        due_at: fc.integer({ min: 0, max: 2 * DAY }).map((ms) => new Date(now.getTime() - ms)),
        customer_hash: fc.constantFrom("ann", "bob", "cat"),
        zone: fc.constant("Europe/Berlin"),
      }),
      { maxLength: 20 }
    )
    fc.assert(
      fc.property(rows, (rows) => {
        const { mails, held } = groupByCustomer(rows, now, new Set(["cat:2027-06-01"]))
        expect(new Set([...mails.flatMap((mail) => mail.rows), ...held])).toEqual(new Set(rows))
        expect(new Set(mails.map(({ key_suffix }) => key_suffix)).size).toBe(mails.length)
        const back = groupByCustomer([...rows].reverse(), now, new Set(["cat:2027-06-01"]))
        const kinds = (list: typeof mails) => list.map(({ key_suffix, kind }) => `${key_suffix} ${kind}`).sort()
        expect(kinds(back.mails)).toEqual(kinds(mails))
      }),
      seeded("groups")
    )
  })
})

describe("a customer of three licenses, with a job that runs by the hour", () => {
  const ends = ["2027-03-27T22:30:00Z", "2027-03-28T00:30:00Z", "2027-03-29T14:00:00Z"].map((iso) => new Date(iso))
  const terms = ends.map((ends_at) => ({ starts_at: new Date("2027-02-26T00:00:00Z"), ends_at }))
  const offsets = [-7, -1, 1, 14]

  /** As planning and checking leave it: the latest of what is due, unless it is too late. */
  function dueOf(term: (typeof terms)[number], handled: Set<number>, now: Date) {
    const due = schedule(term, offsets).filter(({ offset, due_at }) => due_at <= now && !handled.has(offset))
    const last = due.at(-1)
    const send = last && !isTooLate(last.due_at, now) ? last : null
    return { send, skipped: due.filter((reminder) => reminder !== send) }
  }

  function simulate(zone: string, isOut: (tick: number) => boolean) {
    const handled = terms.map(() => new Set<number>())
    const mailed = new Set<string>()
    const mails: { at: Date; licenses: number }[] = []
    let sent = 0
    let skipped = 0
    const end = Date.parse("2027-04-20T00:00:00Z")
    for (let tick = Date.parse("2027-03-15T00:00:00Z"); tick < end; tick += HOUR) {
      const now = new Date(tick)
      if (isOut(tick) || !isDaytime(now, [zone])) {
        continue
      }
      const due = terms.map((term, i) => dueOf(term, handled[i], now))
      const rows = due.flatMap(({ send }, i) => (send ? [row({ ...send, license_id: `lic_${i}`, zone })] : []))
      for (const [i, { skipped: missed }] of due.entries()) {
        skipped += missed.length
        missed.forEach(({ offset }) => handled[i].add(offset))
      }
      for (const mail of groupByCustomer(rows, now, mailed).mails) {
        mailed.add(mail.key_suffix)
        mails.push({ at: now, licenses: mail.rows.length })
        for (const { license_id, offset } of mail.rows) {
          const own = handled[Number(license_id.slice(4))]
          expect(own.has(offset)).toBe(false)
          own.add(offset)
          sent++
        }
      }
    }
    return { mails, sent, skipped, days: mailed.size }
  }
  const all = terms.flatMap((term) => schedule(term, offsets)).length

  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"])(
    "gets every reminder once, by day, at most one mail a date, in %s",
    (zone) => {
      const { mails, sent, skipped, days } = simulate(zone, () => false)
      expect([sent, skipped]).toEqual([all, 0])
      expect(days).toBe(mails.length)
      expect(mails.length).toBeLessThan(all)
      expect(mails.every(({ at }) => isDaytime(at, [zone]))).toBe(true)
    }
  )

  it.each([1, 3])("gets no burst after an outage of %i days, and nothing twice", (length) => {
    for (
      let start = Date.parse("2027-03-18T00:00:00Z");
      start < Date.parse("2027-04-14T00:00:00Z");
      start += 31 * HOUR
    ) {
      const { mails, sent, skipped, days } = simulate(
        "Europe/Berlin",
        (tick) => tick >= start && tick < start + length * DAY
      )
      expect(sent + skipped).toBe(all)
      expect(days).toBe(mails.length)
      expect(length === 1 ? skipped : 0).toBe(0)
    }
  })
})
