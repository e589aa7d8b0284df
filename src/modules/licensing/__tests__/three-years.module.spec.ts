import fc from "fast-check"
import { seeded } from "../../../lib/__tests__/seeded"
import { Life, step } from "./life"
import { withLicensing } from "./with-licensing"

jest.setTimeout(300_000)

const THREE_YEARS = 3 * 365 * 86_400_000
const LIVES = 25

const YEARLY = { term: "P1Y", updates_term: null, grace: "P7D", seats: 1 }
const MONTHLY = { term: "P1M", updates_term: null, grace: "P3D", seats: 1 }
const FOR_EVER = { term: null, updates_term: "P1Y", grace: "P7D", seats: 1 }

/** With what is longer, one after the other. */
const PLANS = {
  yearly: [YEARLY, [{ term: "P2Y" }, { term: null, updates_term: "P1Y" }]],
  monthly: [MONTHLY, [{ term: "P3M" }, { term: "P1Y" }]],
  "for ever, with a year of updates": [FOR_EVER, []],
} as const

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
    "%s: over three years of renewals, upgrades, refunds and disputes in any order no day is lost or given twice",
    async (name, [plan, longer]) => {
      const start = Date.now()
      const seen: Life["seen"][] = []
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          jest.setSystemTime(start)
          const life = await Life.begin(service, plan, longer)
          for (const { wait, step } of steps) {
            const next = life.next(wait)
            if (next.getTime() > start + THREE_YEARS) {
              break
            }
            jest.setSystemTime(next)
            await life.take(step)
            await life.check()
            await life.remind()
          }
          seen.push(life.seen)
        }),
        seeded(`three years, ${name}`, LIVES)
      )
      // None of it was tried in vain.
      for (const what of ["reminders", "upgrades", "downgrades"] as const) {
        expect(seen.reduce((sum, life) => sum + life[what], 0)).toBeGreaterThan(0)
      }
    }
  )
})
