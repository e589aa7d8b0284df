import fc from "fast-check"
import { seeded } from "../../../../../lib/__tests__/seeded"
import { judgeDisputes, presentDisputes } from "../disputes"
import { DISPUTE_STATUSES, type DisputeFact, type DisputeStatus, type StripeFact } from "../facts"
import { aDispute, aRefund, aWarning } from "./an-event"

const at = (second: number) => new Date((1_780_000_000 + second) * 1000)
const OVER: DisputeStatus[] = ["won", "lost", "warning_closed", "prevented"]

/** Each status a second after the one before. */
const life = (dispute_id: string, ...statuses: DisputeStatus[]) =>
  statuses.map((status, second) =>
    aDispute({ dispute_id, status, created_at: at(second), event_id: `evt_${dispute_id}_${second}` })
  )
const present = (facts: StripeFact[]) => presentDisputes(facts).map(({ dispute_id, status }) => [dispute_id, status])
const judge = (...statuses: DisputeStatus[]) =>
  judgeDisputes(statuses.map((status, n) => aDispute({ dispute_id: `dp_${n}`, status }))).licenses

describe("the present state of a dispute", () => {
  it("is what the latest event says, whichever comes last", () => {
    const facts = life("dp_1", "warning_needs_response", "needs_response", "under_review")
    expect(present(facts)).toEqual([["dp_1", "under_review"]])
    expect(present(facts.reverse())).toEqual([["dp_1", "under_review"]])
  })

  it.each(OVER)("stays %s, even when a later event says that it is not over", (status) => {
    const facts = life("dp_1", "needs_response", status, "under_review")
    expect(present(facts)).toEqual([["dp_1", status]])
    expect(present(facts.reverse())).toEqual([["dp_1", status]])
  })

  it("may end otherwise than it ended first", () => {
    const facts = life("dp_1", "won", "lost")
    expect(present(facts)).toEqual([["dp_1", "lost"]])
    expect(present(facts.reverse())).toEqual([["dp_1", "lost"]])
  })

  it("is decided by the id of the event when two were made in one second", () => {
    const facts = [
      aDispute({ event_id: "evt_b", status: "under_review" }),
      aDispute({ event_id: "evt_a", status: "needs_response" }),
    ]
    expect(present(facts)).toEqual([["dp_1", "under_review"]])
    expect(present(facts.reverse())).toEqual([["dp_1", "under_review"]])
  })

  it("is each dispute's own, and no other fact's", () => {
    const facts = [aRefund(), ...life("dp_2", "needs_response", "lost"), aWarning(), ...life("dp_1", "needs_response")]
    expect(present(facts)).toEqual([
      ["dp_1", "needs_response"],
      ["dp_2", "lost"],
    ])
  })
})

describe("the licenses of an order", () => {
  it("are left alone without a dispute", () => {
    expect(judgeDisputes([])).toEqual({ licenses: "leave", flags: [], due_by: null })
    expect(judgeDisputes([aRefund({ full: true })]).licenses).toBe("leave")
  })

  it("are suspended while a dispute is open", () => {
    expect(judge("needs_response")).toBe("suspend")
    expect(judge("under_review")).toBe("suspend")
    expect(judge("won", "under_review")).toBe("suspend")
  })

  it("are revoked when one is lost, whatever becomes of others", () => {
    expect(judge("lost")).toBe("revoke")
    expect(judge("needs_response", "lost", "won")).toBe("revoke")
  })

  it("are reinstated when all are settled in the store's favour", () => {
    expect(judge("won")).toBe("reinstate")
    expect(judge("won", "prevented", "warning_closed")).toBe("reinstate")
  })

  it("are only flagged for an inquiry and for an early fraud warning", () => {
    const due_by = at(500)
    const facts = [
      aWarning({ event_id: "evt_3" }),
      aWarning({ event_id: "evt_3" }),
      aDispute({ status: "warning_needs_response", due_by }),
    ]
    expect(judgeDisputes(facts)).toEqual({
      licenses: "leave",
      flags: [
        { code: "INQUIRY", dispute_id: "dp_1", reason: "fraudulent", due_by },
        { code: "EARLY_FRAUD_WARNING", warning_id: "issfr_1", charge_id: "ch_1", fraud_type: "misc" },
      ],
      due_by,
    })
    expect(judge("warning_under_review")).toBe("leave")
  })

  it("are not kept suspended by an inquiry when the dispute was won", () => {
    expect(judge("won", "warning_needs_response")).toBe("reinstate")
  })
})

describe("the day to answer by", () => {
  const due = (dispute_id: string, status: DisputeStatus, second: number) =>
    aDispute({ dispute_id, status, due_by: at(second) })

  it("is the earliest of those that still wait for an answer", () => {
    const facts = [
      due("dp_1", "won", 1),
      due("dp_2", "under_review", 2),
      due("dp_3", "needs_response", 4),
      due("dp_4", "warning_needs_response", 3),
      due("dp_5", "needs_response", 5),
    ]
    expect(judgeDisputes(facts).due_by).toEqual(at(3))
  })

  it("is none once all are answered", () => {
    expect(judgeDisputes([due("dp_1", "under_review", 1), due("dp_2", "lost", 2)]).due_by).toBeNull()
  })
})

describe("however often and in which order events arrive", () => {
  /** Lives of up to three disputes, some events in the same second, and warnings; each event with an id of its own. */
  const facts = fc
    .array(
      fc.record({
        kind: fc.constantFrom("dispute", "dispute", "dispute", "fraud_warning"),
        subject: fc.constantFrom("1", "2", "3"),
        status: fc.constantFrom(...DISPUTE_STATUSES),
        second: fc.nat(4),
        due: fc.option(fc.nat(9), { nil: null }),
      }),
      { minLength: 1, maxLength: 12 }
    )
    .map((rows) =>
      rows.map(({ kind, subject, status, second, due }, n): StripeFact => {
        const about = { event_id: `evt_${n}`, created_at: at(second) }
        return kind === "dispute"
          ? aDispute({ ...about, dispute_id: `dp_${subject}`, status, due_by: due === null ? null : at(due) })
          : aWarning({ ...about, warning_id: `issfr_${subject}`, fraud_type: `type ${n}` })
      })
    )
  const arrivals = facts.chain((all) =>
    fc.record({
      all: fc.constant(all),
      arrived: fc
        .array(fc.constantFrom(...all), { maxLength: 12 })
        .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    })
  )

  it("disputes stand the same and mean the same", () => {
    fc.assert(
      fc.property(arrivals, ({ all, arrived }) => {
        expect(presentDisputes(arrived)).toEqual(presentDisputes(all))
        expect(judgeDisputes(arrived)).toEqual(judgeDisputes(all))
      }),
      seeded("arrival of disputes", 500)
    )
  })

  it("a dispute that is over stays over", () => {
    fc.assert(
      fc.property(arrivals, ({ arrived }) => {
        const disputes = arrived.filter((fact): fact is DisputeFact => fact.kind === "dispute")
        for (const { dispute_id, status } of presentDisputes(arrived)) {
          const was = disputes.some((fact) => fact.dispute_id === dispute_id && OVER.includes(fact.status))
          expect(OVER.includes(status)).toBe(was)
        }
      }),
      seeded("ends of disputes", 500)
    )
  })

  it("what was folded already can be folded again with what came later", () => {
    fc.assert(
      fc.property(arrivals, fc.nat(24), ({ arrived }, cut) => {
        const soFar: StripeFact[] = presentDisputes(arrived.slice(0, cut))
        expect(presentDisputes([...soFar, ...arrived.slice(cut)])).toEqual(presentDisputes(arrived))
      }),
      seeded("disputes in parts", 500)
    )
  })
})
