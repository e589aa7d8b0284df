import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { addDuration } from "../../../lib/duration"
import { DEFAULT_OFFSETS } from "../rules/reminders/due"
import { upgradeTo } from "../rules/upgrade"
import type LicensingModuleService from "../service"
import type { OrderSnapshot } from "../services/order-ledger"
import { aLicense, aRenewal, aRenewalOffer, anUpgrade, OPERATOR, refunded, SYSTEM } from "./fixtures"

const HOUR = 3_600_000
const DAY = 24 * HOUR

export type LifePlan = { term: string | null; updates_term: string | null; grace: string; seats: number }

/** A stretch of time that was sold or given, as whoever paid for it would write it down. */
type Sold = {
  kind: "sale" | "renewal" | "extension" | "upgrade"
  order: OrderSnapshot | null
  /** null: an upgrade that leaves the end where it is */
  duration: string | null
  endless: boolean
  at: Date
  undone: boolean
  /** Not to be paid once more: an upgrade came or went since, and had its price without it. */
  closed?: boolean
  upgrade?: { plan: LifePlan; from: LifePlan; end: Date; replaces: Sold[] }
}

export type Step =
  | { do: "renew"; seen_after_days: number }
  | { do: "upgrade"; longer: boolean; seen_after_days: number }
  | { do: "refund" | "pay again"; which: number }
  | { do: "extend"; by: string }
  | { do: "dispute" | "win" | "see again" }

const seen_after_days = fc.nat({ max: 9 })

/** Days until the next step, or to so many days from the end: an hour ago the reminder for that was due. */
export type Wait = { days: number } | { from_end: number }

export const step: fc.Arbitrary<{ wait: Wait; step: Step }> = fc.record({
  // Often around the end of a term and its grace, sometimes for long.
  wait: fc.oneof(
    fc.record({ days: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 })) }),
    fc.record({ from_end: fc.constantFrom(...DEFAULT_OFFSETS) })
  ),
  step: fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("renew" as const), seen_after_days }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant("upgrade" as const), longer: fc.boolean(), seen_after_days }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom("refund" as const, "pay again" as const), which: fc.nat() }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("extend" as const), by: fc.constantFrom("P1M", "P10D") }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constantFrom("dispute" as const, "win" as const, "see again" as const) }),
    }
  ),
})

/** A license from its sale on, beside a list of what was paid for it: the two must always say the same. */
export class Life {
  /** How often each came to pass, so that a test can see that it tried them. */
  readonly seen = { reminders: 0, upgrades: 0, downgrades: 0, verdicts: new Set<string>() }
  private readonly sold: Sold[]
  /** Upgrades that stand, as they were applied. */
  private readonly applied: Sold[] = []
  private readonly reminded = new Set<string>()
  private disputed = false

  private constructor(
    private readonly service: LicensingModuleService,
    private readonly license: { id: string; key: string; product: string; activation_id: string },
    private readonly first: LifePlan,
    private readonly longer: readonly Partial<LifePlan>[],
    starts_at: Date
  ) {
    const duration = first.term ?? first.updates_term
    this.sold = [{ kind: "sale", order: null, duration, endless: !first.term, at: starts_at, undone: false }]
  }

  /** @param longer what the plan can be upgraded to, one after the other */
  static async begin(service: LicensingModuleService, plan: LifePlan, longer: readonly Partial<LifePlan>[]) {
    const { id, key, product } = await aLicense(service, plan)
    // Nobody else's mail of the day is in its way.
    await service.updateLicenses({ id, email: `${randomUUID()}@example.com` })
    const { body } = await service.activate({ key, product, fingerprint: "mac" })
    const activation_id = body.activation!.id
    const [term] = await service.listLicenseTerms({ license_id: id })
    return new Life(service, { id, key, product, activation_id }, plan, longer, term!.starts_at)
  }

  /** @returns when the next step comes */
  next(wait: Wait): Date {
    const now = Date.now()
    if ("days" in wait) {
      return new Date(now + wait.days * DAY)
    }
    return new Date(Math.max(now, this.ends().end.getTime() + wait.from_end * DAY + HOUR))
  }

  async take(step: Step): Promise<void> {
    if (step.do === "renew") {
      await this.renew(step.seen_after_days)
    } else if (step.do === "upgrade") {
      await this.upgrade(step.longer, step.seen_after_days)
    } else if (step.do === "refund" || step.do === "pay again") {
      await this.pay(step.do === "refund", step.which)
    } else if (step.do === "extend") {
      await this.service.extendLicense({ id: this.license.id, by: step.by, actor: OPERATOR, reason: null })
      this.sold.push({
        kind: "extension",
        order: null,
        duration: step.by,
        endless: false,
        at: new Date(),
        undone: false,
      })
    } else if (step.do === "see again") {
      await Promise.all(this.sold.map(({ order }) => order && this.service.reconcileOrder(order, SYSTEM)))
    } else {
      const action = step.do === "dispute" ? "suspend" : "reinstate"
      this.disputed = step.do === "dispute"
      await this.service.changeLicenseStatus({ id: this.license.id, action, because: "dispute", actor: SYSTEM })
    }
  }

  private async renew(seen_after_days: number): Promise<void> {
    if (this.disputed) {
      await expect(aRenewalOffer(this.service, this.license.id)).rejects.toMatchObject({ message: "suspended" })
      return
    }
    const at = new Date()
    const order = await aRenewal(this.service, this.license.id, { paid_at: at })
    const { term, updates_term } = this.plan()
    // Its events are lost; a sweep finds it later.
    jest.setSystemTime(Date.now() + seen_after_days * DAY)
    await this.service.reconcileOrder(order, SYSTEM)
    this.sold.push({ kind: "renewal", order, duration: term ?? updates_term, endless: false, at, undone: false })
  }

  private async upgrade(longer: boolean, seen_after_days: number): Promise<void> {
    const from = this.plan()
    const next = this.longer[this.longer.findIndex(({ term }) => term === from.term) + 1]
    const plan = { ...from, ...(longer && next), seats: from.seats + 1 }
    const { subject } = (await this.service.upgrades.read(this.license.id))!
    const bought = upgradeTo(subject, { ...plan, quantity_means: "keys", activation_kind: "device" }, new Date())
    if (typeof bought === "string") {
      expect(this.disputed || this.isOver()).toBe(true)
      return
    }
    const at = new Date()
    const upgrade = { plan, from, end: this.ends().end, replaces: bought.starts_anew ? this.standing() : [] }
    const { order } = await anUpgrade(this.service, this.license.id, plan, { paid_at: at })
    const duration = bought.starts_anew ? (plan.term ?? plan.updates_term) : null
    const sale: Sold = { kind: "upgrade", order, duration, endless: !plan.term, at, undone: true, upgrade }
    jest.setSystemTime(Date.now() + seen_after_days * DAY)
    this.sold.push(sale)
    await this.apply(sale)
  }

  /** What is as it was when its price was named is applied; of anything else operators are told, who refund it. */
  private async apply(sale: Sold): Promise<void> {
    const { from, end, plan } = sale.upgrade!
    const stands = this.plan() === from && this.ends().end.getTime() === end.getTime()
    const expected = stands && !this.disputed && !this.isOver()
    const { upgraded, flags } = await this.service.reconcileOrder(sale.order!, SYSTEM)
    expect([upgraded, flags.length]).toEqual(expected ? [[this.license.id], 0] : [[], 1])
    if (expected) {
      sale.undone = false
      this.applied.push(sale)
      this.close(sale)
      this.seen.upgrades++
      expect(this.plan()).toBe(plan)
    } else {
      sale.order = refunded(sale.order!)
      await this.service.reconcileOrder(sale.order, SYSTEM)
    }
  }

  private async pay(back: boolean, which: number): Promise<void> {
    const orders = this.sold.filter(({ order, undone, closed }) => order && undone !== back && !(closed && !back))
    const sale = orders[which % Math.max(1, orders.length)]
    if (!sale?.order) {
      return
    }
    sale.order = back ? refunded(sale.order) : { ...sale.order, captured: sale.order.refunded + sale.order.total }
    if (sale.kind === "upgrade" && !back) {
      return this.apply(sale)
    }
    const { downgraded } = await this.service.reconcileOrder(sale.order, SYSTEM)
    sale.undone = back
    if (sale.kind === "upgrade") {
      expect(downgraded).toEqual([this.license.id])
      this.applied.splice(this.applied.indexOf(sale), 1)
      this.close(sale)
      this.seen.downgrades++
    }
  }

  private close({ upgrade }: Sold): void {
    for (const sale of this.sold) {
      sale.closed ||= sale.kind === "renewal" && sale.undone && upgrade!.replaces.length > 0
    }
  }

  private plan(): LifePlan {
    return this.applied[this.applied.length - 1]?.upgrade?.plan ?? this.first
  }

  /** What was sold, was not undone, and whose time no upgrade has taken the place of. */
  private standing(): Sold[] {
    const replaced = ({ upgrade }: Sold): Sold[] => upgrade?.replaces.flatMap((sale) => [sale, ...replaced(sale)]) ?? []
    const live = this.sold.filter(({ undone }) => !undone)
    const gone = new Set(live.flatMap(replaced))
    return live.filter((sale) => sale.duration !== null && !gone.has(sale))
  }

  /** What was paid for and not undone, one after the other: no day of it is lost, and none is given twice. */
  private ends() {
    const terms: { from: Date; to: Date }[] = []
    let end = new Date(0)
    for (const { kind, at, duration } of this.standing()) {
      const joins = at <= addDuration(end, kind === "extension" ? "P0D" : this.first.grace)
      const from = (kind === "renewal" || kind === "extension") && joins ? end : at
      const to = addDuration(from, duration!)
      end = to > end ? to : end
      terms.push({ from, to })
    }
    return { terms: terms.sort(byTime), end }
  }

  private isEndless(): boolean {
    return this.standing().some(({ endless }) => endless)
  }

  /** The very end of the grace still joins on, for whoever pays. */
  private isOver(): boolean {
    return !this.isEndless() && new Date() > addDuration(this.ends().end, this.first.grace)
  }

  private verdict(): string {
    if (this.disputed) {
      return "SUSPENDED"
    }
    const { end } = this.ends()
    if (this.isEndless() || new Date() < end) {
      return "VALID"
    }
    return new Date() < addDuration(end, this.first.grace) ? "GRACE" : "EXPIRED"
  }

  private async actual() {
    const { id, key, product } = this.license
    const terms = await this.service.listLicenseTerms({ license_id: id, reverted_at: null }, { take: 999 })
    const { expires_at, updates_until, status, seats } = await this.service.retrieveLicenseSummary(id)
    // What is written of it later would come when the test is over.
    await this.service.updateLicenseActivations({ id: this.license.activation_id, last_seen_at: new Date() })
    const ask = async () => {
      const { lease: _lease, ...verdict } = await this.service.validate({ key, product, fingerprint: "mac" })
      return verdict
    }
    const [verdict, again] = await Promise.all([ask(), ask()])
    expect(again).toEqual(verdict)
    const spans = terms.map(({ starts_at, ends_at, updates_until }) => ({
      from: starts_at,
      to: ends_at ?? updates_until!,
    }))
    return {
      terms: spans.sort(byTime),
      end: expires_at ?? updates_until,
      suspended: status === "suspended",
      seats: seats.limit,
      verdict: verdict.code,
    }
  }

  async check(): Promise<void> {
    const verdict = this.verdict()
    const { seats } = this.plan()
    expect(await this.actual()).toEqual({ ...this.ends(), suspended: this.disputed, seats, verdict })
    this.seen.verdicts.add(verdict)
  }

  /** Two jobs at once plan, and the mails leave: of a term and offset one, and none of a term that was undone. */
  async remind(): Promise<void> {
    const now = new Date()
    const known = new Set((await this.reminders()).map(({ id }) => id))
    const { plan, queue, mails } = this.service.reminders
    await Promise.all([plan.write(now), plan.write(now)])
    const rows = await this.reminders()
    const undone = { license_id: this.license.id, reverted_at: { $ne: null } }
    const ofUndone = new Set((await this.service.listLicenseTerms(undone, { take: 999 })).map(({ id }) => id))
    expect(rows.filter(({ id, term_id }) => ofUndone.has(term_id) && !known.has(id))).toEqual([])

    const drafts = (await queue.draft(now, 1000)).mails
    const drafted = new Set(drafts.flatMap(({ reminder_ids }) => reminder_ids))
    const { end } = this.ends()
    for (const { due_at, offset_days, term_id } of rows.filter(({ id }) => drafted.has(id))) {
      const place = `${term_id} ${offset_days}`
      expect([this.reminded.has(place), ofUndone.has(term_id), this.disputed]).toEqual([false, false, false])
      expect(due_at).toEqual(new Date(end.getTime() + offset_days * DAY))
      this.reminded.add(place)
      this.seen.reminders++
    }
    for (const { reminder_ids, license_ids, email } of drafts) {
      const id = `lcnot_${randomUUID()}`
      await queue.claim([{ notice_id: id, reminder_ids }], now)
      const sent = { status: "sent", created_at: now, sent_at: now, mailed_license_ids: license_ids }
      await mails.settle([{ id, to: email, ...sent }], now)
    }
  }

  private reminders() {
    return this.service.listLicenseReminders({ license_id: this.license.id }, { take: 999 })
  }
}

type Span = { from: Date; to: Date }
const byTime = (a: Span, b: Span) => a.from.getTime() - b.from.getTime() || a.to.getTime() - b.to.getTime()
