import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { queueReminders } from "../../../workflows/reminders/lib/queue-reminders"
import LicensingModuleService from "../service"
import type { PlanFields } from "../rules/plan"
import { aPlan, anOrder, MODULE_OPTIONS, OPERATOR, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(240_000)

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ALL_DAY = { ...MODULE_OPTIONS, reminders: { hours: "00:00-24:00" } }

const NOON = new Date("2027-03-10T12:00:00Z")

let made = 0

const aNotice = (id: string, status: string, mailed_license_ids: string[] | null) => ({
  ...{ id, status, mailed_license_ids, to: "ada@example.com", created_at: NOON },
  sent_at: status === "sent" ? NOON : null,
})

/** The ledger of mails as far as reminders need it: one notice for each purpose, whoever asks first. */
function aLedger() {
  const notices = new Map<string, { id: string; to: string; kind: string; created_at: Date }>()
  return {
    notices,
    now: NOON,
    async ensureNotices(input: { purpose_key: string; to: string; kind: string }[]) {
      await new Promise((resolve) => setImmediate(resolve))
      return input.map(({ purpose_key, to, kind }) => {
        const created = !notices.has(purpose_key)
        const notice = notices.get(purpose_key) ?? { id: `lcnot_${made++}`, to, kind, created_at: this.now }
        notices.set(purpose_key, notice)
        return { id: notice.id, purpose_key, created }
      })
    },
  }
}

withLicensing(({ service, MikroOrmWrapper }) => {
  let pools: ReturnType<typeof ModulesSdkUtils.createPgConnection>[] = []
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()))
    pools = []
  })

  /** The module once more, as another process of the store has it. */
  function aProcess(options: object = ALL_DAY): LicensingModuleService {
    const pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
    pools.push(pool)
    const dependencies = { __pg_connection__: pool, logger: { warn: () => undefined }, baseRepository: {} }
    return new LicensingModuleService(dependencies as never, options)
  }

  /** A sold license whose only term ends at `ends`. */
  async function endsAt(ends: Date, { plan, ...order }: Parameters<typeof anOrder>[1] & { plan?: string } = {}) {
    const plan_id = plan ?? (await aPlan(service, { term: "P1Y" })).id
    const sold = anOrder(plan_id, order)
    const { issued } = await service.reconcileOrder(sold, SYSTEM)
    const [term] = await service.listLicenseTerms({ license_id: issued[0]! })
    await service.updateLicenseTerms({ id: term!.id, starts_at: new Date(ends.getTime() - 365 * DAY), ends_at: ends })
    return { id: issued[0]!, order: sold, term_id: term!.id }
  }

  const ledgerOf = async (license_id: string) =>
    (await service.listLicenseReminders({ license_id }, { order: { offset_days: "ASC" } })).map((row) => row)

  const queue = (process: LicensingModuleService, ledger: ReturnType<typeof aLedger>, now: Date) => {
    ledger.now = now
    return queueReminders({ reminders: process.reminders, notices: ledger as never }, now, 1_000_000)
  }

  /** As the sender does it. */
  async function send(process: LicensingModuleService, ledger: ReturnType<typeof aLedger>, now: Date) {
    const mails: { to: string; kind: string; license_ids: string[] }[] = []
    for (const { id, to, created_at } of ledger.notices.values()) {
      const notice = { id, to, created_at, mailed_license_ids: null }
      const opened = await process.reminders.mails.open({ ...notice, status: "sending" }, now)
      const license_ids = opened.state === "write" ? opened.reminders.map(({ license_id }) => license_id) : []
      if (opened.state === "write") {
        mails.push({ to, kind: opened.kind, license_ids })
      }
      const status = license_ids.length ? "sent" : "canceled"
      await process.reminders.mails.settle([{ ...notice, status, sent_at: now, mailed_license_ids: license_ids }], now)
    }
    return mails
  }

  const after = (ms: number, from = NOON) => new Date(from.getTime() + ms)

  it("mails nobody who was erased", async () => {
    const process = aProcess()
    const { id } = await endsAt(NOON)
    const now = after(-7 * DAY + HOUR)
    await process.reminders.plan.write(now)
    await service.updateLicenses({ id, email: service.persons.tombstone("ada@example.com") })
    const ledger = aLedger()
    await queue(process, ledger, now)
    expect(ledger.notices.size).toBe(0)
  })

  it("reminds at each offset once, also where only updates end", async () => {
    const process = aProcess()
    const plan = await aPlan(service, { updates_term: "P1Y", on_expiry: "keep_running" } as Partial<PlanFields>)
    const year = await endsAt(NOON)
    const perpetual = await endsAt(NOON, { plan: plan.id, email: "bo@example.com" })
    await service.updateLicenseTerms({ id: perpetual.term_id, ends_at: null, updates_until: NOON })
    const sent: string[] = []
    for (let hour = -31 * 24; hour <= 16 * 24; hour += 6) {
      const now = after(hour * HOUR)
      const ledger = aLedger()
      await process.reminders.plan.write(now)
      await queue(process, ledger, now)
      sent.push(...(await send(process, ledger, now)).map(({ to, kind }) => `${to} ${kind}`))
    }
    for (const to of ["ada@example.com", "bo@example.com"]) {
      expect(sent.filter((mail) => mail.startsWith(to)).map((mail) => mail.split(" ")[1])).toEqual([
        ...Array(4).fill("renewal_reminder"),
        "license_expired",
        "win_back",
      ])
    }
    for (const { id } of [year, perpetual]) {
      const rows = await ledgerOf(id)
      expect(rows.map(({ offset_days, status }) => [offset_days, status])).toEqual(
        [-30, -14, -7, -1, 1, 14].map((offset) => [offset, "sent"])
      )
      expect(rows.map(({ due_at }) => due_at)).toEqual(rows.map(({ offset_days }) => after(offset_days * DAY)))
    }
  })

  it("makes one mail of all that a customer's licenses have due, and holds what comes later that day", async () => {
    const process = aProcess()
    const [first, second] = [await endsAt(after(DAY)), await endsAt(after(-14 * DAY))]
    const later = await endsAt(after(DAY + HOUR))
    const ledger = aLedger()
    await process.reminders.plan.write(NOON)
    await queue(process, ledger, NOON)
    expect(await send(process, ledger, NOON)).toEqual([
      { to: "ada@example.com", kind: "renewal_reminder", license_ids: expect.arrayContaining([first.id, second.id]) },
    ])
    const evening = after(2 * HOUR)
    await process.reminders.plan.write(evening)
    expect(await queue(process, ledger, evening)).toEqual([])
    expect(await ledgerOf(later.id)).toMatchObject([{ status: "due", not_before: new Date("2027-03-11T00:00:00Z") }])
    const morning = new Date("2027-03-11T08:00:00Z")
    expect(await queue(process, ledger, morning)).toHaveLength(1)
    expect(await send(process, ledger, morning)).toMatchObject([{ license_ids: [later.id] }])
  })

  it("mails a customer once a day who moves to where it is another day", async () => {
    const process = aProcess()
    const noon = new Date("2027-03-10T11:30:00Z")
    // Where it is the 11th already, and then where it is the 10th.
    await endsAt(after(DAY, noon), { country_code: "nz" })
    const later = await endsAt(after(DAY + 2 * HOUR, noon), { country_code: "nz" })
    const ledger = aLedger()
    await process.reminders.plan.write(noon)
    await queue(process, ledger, noon)
    expect(await send(process, ledger, noon)).toHaveLength(1)
    await service.updateLicenses({ id: later.id, country_code: "de" })
    const evening = after(3 * HOUR, noon)
    await process.reminders.plan.write(evening)
    expect(await queue(process, ledger, evening)).toEqual([])
  })

  it("mails a customer once a day, also when the secret is rotated while a mail is under way", async () => {
    const before = aProcess()
    await endsAt(after(DAY))
    const later = await endsAt(after(DAY + HOUR))
    const { secret: previous_secret } = MODULE_OPTIONS
    const rotated = aProcess({ ...ALL_DAY, secret: Buffer.alloc(32, 8).toString("base64"), previous_secret })
    const ledger = aLedger()
    await before.reminders.plan.write(NOON)
    await queue(before, ledger, NOON)
    const afternoon = after(2 * HOUR)
    await rotated.reminders.plan.write(afternoon)
    await queue(rotated, ledger, afternoon)
    expect(await send(rotated, ledger, afternoon)).toHaveLength(1)
    expect(await ledgerOf(later.id)).toMatchObject([{ status: "due", not_before: new Date("2027-03-11T00:00:00Z") }])
  })

  it("brings what the mail server kept until the next day in one mail with what is due by then", async () => {
    const process = aProcess({ ...MODULE_OPTIONS, reminders: { hours: "09:00-20:00" } })
    const first = await endsAt(after(DAY))
    const second = await endsAt(after(2 * DAY - 2 * HOUR))
    const ledger = aLedger()
    await process.reminders.plan.write(NOON)
    await queue(process, ledger, NOON)
    const morning = new Date("2027-03-11T10:05:00Z")
    await process.reminders.plan.write(morning)
    expect(await send(process, ledger, morning)).toEqual([])
    await queue(process, ledger, morning)
    expect(await send(process, ledger, morning)).toMatchObject([
      { license_ids: expect.arrayContaining([first.id, second.id]) },
    ])
  })

  it("counts a mail by when it left, and not by when that was written down", async () => {
    const process = aProcess()
    const first = await endsAt(after(DAY))
    await process.reminders.plan.write(NOON)
    const [notice_id] = await queue(process, aLedger(), NOON)
    const next = after(DAY)
    await process.reminders.mails.settle([aNotice(notice_id!, "sent", [first.id])], next)
    await endsAt(after(DAY, next))
    await process.reminders.plan.write(next)
    expect(await queue(process, aLedger(), next)).toHaveLength(1)
  })

  it("mails a customer once a day, also when the secret is rotated meanwhile", async () => {
    const before = aProcess()
    await endsAt(after(DAY))
    const later = await endsAt(after(DAY + HOUR))
    const ledger = aLedger()
    await before.reminders.plan.write(NOON)
    await queue(before, ledger, NOON)
    expect(await send(before, ledger, NOON)).toHaveLength(1)

    const { secret: previous_secret } = MODULE_OPTIONS
    const rotated = aProcess({ ...ALL_DAY, secret: Buffer.alloc(32, 8).toString("base64"), previous_secret })
    const afternoon = after(2 * HOUR)
    await rotated.reminders.plan.write(afternoon)
    expect(await queue(rotated, ledger, afternoon)).toEqual([])
    const tomorrow = new Date("2027-03-11T08:00:00Z")
    expect(await queue(rotated, ledger, tomorrow)).toHaveLength(1)
    expect(await send(rotated, ledger, tomorrow)).toMatchObject([{ license_ids: [later.id] }])
  })

  it("two processes at once begin one mail for each of 10,000 customers, and none twice", async () => {
    const plan = await aPlan(service, { term: "P1Y" })
    await service.learnProduct({ id: "prod_1", handle: "nimbus-notes", title: "Nimbus Notes" })
    const processes = [aProcess(), aProcess()]
    await pools[0]!.raw(
      `INSERT INTO license_center_license
         (id, key_hash, key_sealed, masked_key, plan_id, product_id, variant_id, email, on_expiry, grace, lease_ttl,
          rebind_window, entitlements, quantity_means, activation_kind, spare_activations, devices_visible_to)
       SELECT 'lic_' || n, 'hash_' || n, 'sealed', 'masked', ?, 'prod_1', 'variant_1', 'buyer' || n || '@shop.example',
              'stop', 'P7D', 'P14D', 'P30D', '{}', 'keys', 'device', 2, 'owner' FROM generate_series(1, 10000) n`,
      [plan.id]
    )
    await pools[0]!.raw(
      `INSERT INTO license_center_term (id, license_id, kind, starts_at, ends_at)
       SELECT 'lcterm_' || n, 'lic_' || n, 'initial', ?::timestamptz - interval '365 days',
              ?::timestamptz + interval '7 days' - n * interval '1 second' FROM generate_series(1, 10000) n`,
      [NOON, NOON]
    )
    const ledger = aLedger()
    const runs = await Promise.all(
      processes.map(async (process) => {
        await process.reminders.plan.write(NOON)
        return queue(process, ledger, NOON)
      })
    )
    expect(ledger.notices.size).toBe(10_000)
    expect(new Set([...ledger.notices.values()].map(({ to }) => to)).size).toBe(10_000)
    const { rows } = await pools[0]!.raw(
      `SELECT status, count(*)::int, count(DISTINCT notice_id)::int AS mails FROM license_center_reminder GROUP BY status`
    )
    expect(rows).toEqual([{ status: "claimed", count: 10_000, mails: 10_000 }])
    expect(runs.flat()).toHaveLength(10_000)
    expect(new Set(runs.flat()).size).toBe(10_000)
    expect(await processes[0]!.reminders.queue.isFull()).toBe(true)
  })

  it("after a day without a run each customer gets one mail, and nothing that is older than 48 hours", async () => {
    const process = aProcess()
    await process.reminders.plan.write(after(-26 * HOUR))
    const [recent, earlier] = [await endsAt(after(DAY - HOUR)), await endsAt(after(7 * DAY - 25 * HOUR))]
    const ledger = aLedger()
    await process.reminders.plan.write(NOON)
    await queue(process, ledger, NOON)
    expect(await send(process, ledger, NOON)).toMatchObject([
      { license_ids: expect.arrayContaining([recent.id, earlier.id]) },
    ])
    const month = after(30 * DAY)
    const old = await endsAt(after(-2.5 * DAY, month), { email: "old@example.com" })
    expect(await process.reminders.plan.write(month)).toMatchObject({ due: 1 })
    const rows = (await ledgerOf(old.id)).map(({ offset_days, status, reason }) => [offset_days, status, reason])
    // The first one was due more than 30 days ago, which nobody looks back to.
    expect(rows).toEqual([
      [-14, "skipped", "too_late"],
      [-7, "skipped", "too_late"],
      [-1, "skipped", "too_late"],
      [1, "due", null],
    ])
  })

  it("looks again when it sends: who renewed, was refunded, was revoked or unsubscribed meanwhile gets none", async () => {
    const process = aProcess()
    const licenses = await Promise.all(
      ["renewed", "refunded", "revoked", "unsubscribed", "untouched"].map(async (name) => ({
        name,
        ...(await endsAt(after(7 * DAY), { email: `${name}@example.com` })),
      }))
    )
    const of = (name: string) => licenses.find((license) => license.name === name)!
    const ledger = aLedger()
    await process.reminders.plan.write(NOON)
    expect(await queue(process, ledger, NOON)).toHaveLength(5)
    await service.extendLicense({ id: of("renewed").id, by: "P1Y", actor: OPERATOR })
    const { order } = of("refunded")
    await service.reconcileOrder({ ...order, refunded: 100, refunded_at: new Date() }, SYSTEM)
    await service.changeLicenseStatus({ id: of("revoked").id, action: "revoke", because: "operator", actor: OPERATOR })
    await process.reminders.unsubscribes.set("unsubscribed@example.com", false, { type: "customer" })
    expect((await send(process, ledger, NOON)).map(({ to }) => to)).toEqual(["untouched@example.com"])
    for (const { name, id } of licenses) {
      expect(await ledgerOf(id)).toMatchObject([
        name === "untouched" ? { status: "sent", reason: null } : { status: "skipped", reason: name },
      ])
    }
  })

  it("sends by day, where the customer is", async () => {
    const process = aProcess({ ...MODULE_OPTIONS, reminders: { hours: "09:00-18:30" } })
    const places = await Promise.all(
      ["jp", "de", null].map((country_code) => endsAt(after(DAY), { email: `${country_code}@x.eu`, country_code }))
    )
    const ledger = aLedger()
    await process.reminders.plan.write(NOON)
    // Noon in UTC is one o'clock in Berlin, and nine in the evening in Tokyo.
    expect(await queue(process, ledger, NOON)).toHaveLength(2)
    expect((await ledgerOf(places[0]!.id))[0]).toMatchObject({
      status: "due",
      not_before: new Date("2027-03-11T00:00:00Z"),
    })
    // The mail server was away until night: what waits goes out in the morning.
    const night = new Date("2027-03-10T22:00:00Z")
    expect(await send(process, ledger, night)).toEqual([])
    expect((await ledgerOf(places[1]!.id))[0]).toMatchObject({
      status: "due",
      not_before: new Date("2027-03-11T08:00:00Z"),
    })
    const morning = new Date("2027-03-11T09:00:00Z")
    const next = aLedger()
    expect(await queue(process, next, morning)).toHaveLength(3)
  })

  it("counts days of 24 hours over changes of clocks and leap days", async () => {
    const process = aProcess()
    const summer = await endsAt(new Date("2027-03-29T01:30:00Z"), { email: "summer@x.eu", country_code: "de" })
    const leap = await endsAt(new Date("2028-03-01T12:00:00Z"), { email: "leap@x.eu", country_code: "us" })
    await process.reminders.plan.write(new Date("2027-03-28T01:30:00Z"))
    await process.reminders.plan.write(new Date("2028-02-29T12:00:00Z"))
    expect((await ledgerOf(summer.id)).find(({ offset_days }) => offset_days === -1)).toMatchObject({
      due_at: new Date("2027-03-28T01:30:00Z"),
    })
    expect((await ledgerOf(leap.id)).find(({ offset_days }) => offset_days === -1)).toMatchObject({
      due_at: new Date("2028-02-29T12:00:00Z"),
    })
  })

  describe("a process that dies", () => {
    async function aDueLicense(process: LicensingModuleService) {
      const license = await endsAt(after(7 * DAY))
      await process.reminders.plan.write(NOON)
      return license
    }

    it("between the notice and the claim: the next one finds the notice and gives it its rows", async () => {
      const process = aProcess()
      await aDueLicense(process)
      const ledger = aLedger()
      const { mails } = await process.reminders.queue.draft(NOON, 10)
      await ledger.ensureNotices([{ purpose_key: `reminder:${mails[0]!.key_suffix}`, to: mails[0]!.email, kind: "" }])
      expect(await queue(process, ledger, after(HOUR))).toEqual([[...ledger.notices.values()][0]!.id])
      expect(ledger.notices.size).toBe(1)
      expect(await send(process, ledger, after(HOUR))).toHaveLength(1)
    })

    it("between the claim and the mail: its notice is still owed, and is written from what was claimed", async () => {
      const process = aProcess()
      const { id } = await aDueLicense(process)
      const ledger = aLedger()
      await queue(process, ledger, NOON)
      expect(await queue(process, ledger, after(HOUR))).toEqual([])
      expect(await send(process, ledger, after(2 * HOUR))).toMatchObject([{ license_ids: [id] }])
    })

    it("between the mail and its mark: what left is settled as sent, and no other mail follows", async () => {
      const process = aProcess()
      const { id } = await aDueLicense(process)
      const ledger = aLedger()
      const [notice_id] = await queue(process, ledger, NOON)
      await pools[0]!.raw("UPDATE license_center_reminder SET updated_at = now() - interval '1 hour'")
      expect(await process.reminders.mails.leftAlone(10)).toEqual([notice_id])
      expect(await process.reminders.mails.leftAlone(10)).toEqual([])
      const notice = aNotice(notice_id!, "sent", [id])
      await process.reminders.mails.settle([notice], NOON)
      await process.reminders.mails.settle([notice], NOON)
      expect(await ledgerOf(id)).toMatchObject([{ status: "sent", notice_id }])
      expect(await queue(process, ledger, after(DAY))).toEqual([])
    })

    it("while rows join a mail that was written without them: they wait for the next day", async () => {
      const process = aProcess()
      const { id } = await aDueLicense(process)
      const ledger = aLedger()
      const [notice_id] = await queue(process, ledger, NOON)
      const notice = aNotice(notice_id!, "sent", [])
      await process.reminders.mails.settle([notice], NOON)
      expect(await ledgerOf(id)).toMatchObject([
        { status: "due", notice_id: null, not_before: new Date("2027-03-11T00:00:00Z") },
      ])
    })
  })

  it("a mail that was given up is told of as such, and can be sent again", async () => {
    const process = aProcess()
    const { id } = await endsAt(after(7 * DAY))
    await process.reminders.plan.write(NOON)
    const ledger = aLedger()
    const [notice_id] = await queue(process, ledger, NOON)
    const notice = aNotice(notice_id!, "failed", null)
    await process.reminders.mails.settle([notice], NOON)
    expect(await ledgerOf(id)).toMatchObject([{ status: "skipped", reason: "mail_failed" }])
    expect(await process.reminders.mails.open({ ...notice, status: "sending" }, NOON)).toMatchObject({ state: "write" })
  })
})
