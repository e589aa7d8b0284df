import fc from "fast-check"
import { seeded } from "../../../lib/__tests__/seeded"
import { addDuration } from "../../../lib/duration"
import type LicensingModuleService from "../service"
import type { OrderSnapshot } from "../services/order-ledger"
import { aLicense, anOrder, aRenewalOffer, OPERATOR, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(300_000)

const DAY = 86_400_000
const THREE_YEARS = 3 * 365

const PLANS = {
  yearly: { term: "P1Y", updates_term: null, grace: "P7D" },
  monthly: { term: "P1M", updates_term: null, grace: "P3D" },
  "for ever, with a year of updates": { term: null, updates_term: "P1Y", grace: "P7D" },
} as const

/** A stretch of time that was sold or given, as whoever paid for it would write it down. */
type Sold = { order: OrderSnapshot | null; duration: string; at: Date; grace: string; undone: boolean }

type Step =
  | { do: "renew"; seen_after_days: number }
  | { do: "refund" | "pay again"; which: number }
  | { do: "extend"; by: string }
  | { do: "dispute" | "win" | "see again" }

const step: fc.Arbitrary<{ days: number; step: Step }> = fc.record({
  // Often around the end of a term and its grace, sometimes for long.
  days: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 400 })),
  step: fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("renew" as const), seen_after_days: fc.nat({ max: 9 }) }) },
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
class Life {
  readonly sold: Sold[] = []
  private disputed = false

  private constructor(
    private readonly service: LicensingModuleService,
    private readonly id: string,
    private readonly first: { starts_at: Date; duration: string },
    private readonly grace: string
  ) {}

  static async begin(service: LicensingModuleService, plan: (typeof PLANS)[keyof typeof PLANS]): Promise<Life> {
    const { id } = await aLicense(service, plan)
    const [term] = await service.listLicenseTerms({ license_id: id })
    const duration = plan.term ?? plan.updates_term!
    return new Life(service, id, { starts_at: term!.starts_at, duration }, plan.grace)
  }

  async take(step: Step): Promise<void> {
    if (step.do === "renew") {
      await this.renew(step.seen_after_days)
    } else if (step.do === "refund" || step.do === "pay again") {
      await this.pay(step.do === "refund", step.which)
    } else if (step.do === "extend") {
      await this.service.extendLicense({ id: this.id, by: step.by, actor: OPERATOR, reason: null })
      this.sold.push({ order: null, duration: step.by, at: new Date(), grace: "P0D", undone: false })
    } else if (step.do === "see again") {
      await Promise.all(this.sold.map(({ order }) => order && this.service.reconcileOrder(order, SYSTEM)))
    } else {
      const action = step.do === "dispute" ? "suspend" : "reinstate"
      this.disputed = step.do === "dispute"
      await this.service.changeLicenseStatus({ id: this.id, action, because: "dispute", actor: SYSTEM })
    }
  }

  private async renew(seen_after_days: number): Promise<void> {
    if (this.disputed) {
      await expect(aRenewalOffer(this.service, this.id)).rejects.toMatchObject({ message: "suspended" })
      return
    }
    const offer = await aRenewalOffer(this.service, this.id)
    const at = new Date()
    const order = anOrder("lcplan_of_no_matter", { paid_at: at })
    order.lines = order.lines.map((line) => ({ ...line, offer_id: offer.id, variant_id: offer.variant_id }))
    // Its events are lost; a sweep finds it later.
    jest.setSystemTime(Date.now() + seen_after_days * DAY)
    await this.service.reconcileOrder(order, SYSTEM)
    this.sold.push({ order, duration: this.first.duration, at, grace: this.grace, undone: false })
  }

  private async pay(back: boolean, which: number): Promise<void> {
    const orders = this.sold.filter(({ order, undone }) => order && undone !== back)
    const sale = orders[which % Math.max(1, orders.length)]
    if (sale?.order) {
      sale.undone = back
      sale.order = back
        ? { ...sale.order, refunded: sale.order.captured, refunded_at: new Date() }
        : { ...sale.order, captured: sale.order.refunded + sale.order.total }
      await this.service.reconcileOrder(sale.order, SYSTEM)
    }
  }

  /** What was paid for and not undone, one after the other: no day of it is lost, and none is given twice. */
  expected(): { from: Date; to: Date }[] {
    const laid = [{ from: this.first.starts_at, to: addDuration(this.first.starts_at, this.first.duration) }]
    for (const { at, duration, grace } of this.sold.filter(({ undone }) => !undone)) {
      const end = laid[laid.length - 1]!.to
      const from = at <= addDuration(end, grace) ? end : at
      laid.push({ from, to: addDuration(from, duration) })
    }
    return laid
  }

  async actual() {
    const terms = await this.service.listLicenseTerms({ license_id: this.id, reverted_at: null }, { take: 999 })
    const { expires_at, updates_until, status } = await this.service.retrieveLicenseSummary(this.id)
    const spans = terms.map(({ starts_at, ends_at, updates_until }) => ({
      from: starts_at,
      to: ends_at ?? updates_until!,
    }))
    const byTime = spans.sort((a, b) => a.from.getTime() - b.from.getTime() || a.to.getTime() - b.to.getTime())
    return { terms: byTime, end: expires_at ?? updates_until, suspended: status === "suspended" }
  }

  async check(): Promise<void> {
    const terms = this.expected()
    const end = new Date(Math.max(...terms.map(({ to }) => to.getTime())))
    expect(await this.actual()).toEqual({ terms, end, suspended: this.disputed })
  }
}

withLicensing(({ service }) => {
  beforeEach(() => {
    // Only what the clock says: the database, its pool and everything that waits go on as ever.
    const only = Object.keys(jest.requireActual("timers")) as never[]
    jest.useFakeTimers({
      now: new Date("2027-11-20T09:00:00Z"),
      doNotFake: [...only, "nextTick", "performance", "hrtime", "queueMicrotask"] as never,
    })
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  it.each(Object.entries(PLANS))(
    "%s: over three years of renewals, refunds and disputes in any order no day is lost or given twice",
    async (name, plan) => {
      const start = Date.now()
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          jest.setSystemTime(start)
          const life = await Life.begin(service, plan)
          for (const { days, step } of steps) {
            if ((Date.now() - start) / DAY + days > THREE_YEARS) {
              break
            }
            jest.setSystemTime(Date.now() + days * DAY)
            await life.take(step)
            await life.check()
          }
        }),
        seeded(`three years, ${name}`, 25)
      )
    }
  )
})
