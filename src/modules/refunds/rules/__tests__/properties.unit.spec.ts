import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { assess } from "../assessment"
import { readFacts, saveFacts, type RefundFacts } from "../facts"
import { reasonText } from "../reason-text"
import { BY_CARE, isApproval, RULES } from "../verdicts"
import { anyFacts, anyOptions } from "./arbitrary-facts"

const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })

const arrangements = anyFacts.chain((facts) =>
  fc
    .tuple(shuffled(facts.units), shuffled(facts.other_orders), shuffled(facts.chosen_unit_ids ?? []))
    .map(([units, other_orders, chosen]): [RefundFacts, RefundFacts] => [
      facts,
      { ...facts, units, other_orders, chosen_unit_ids: facts.chosen_unit_ids && chosen },
    ])
)

describe("whatever the facts", () => {
  it("there is one verdict, for the order and for each unit, with reasons that can be read", () => {
    const check = fc.property(anyFacts, anyOptions, (facts, options) => {
      const assessment = assess(facts, options)
      expect(assessment.units).toHaveLength(facts.units.length)
      for (const { verdict, rule, reasons } of [assessment, ...assessment.units]) {
        expect(BY_CARE).toContain(verdict)
        expect(rule ?? "review_undecided").toBe(verdict)
        expect(reasons.length).toBeGreaterThan(0)
        for (const reason of reasons) {
          expect(reasonText(reason)).toMatch(/^[A-Z][^_]+\.$/)
          expect(reasonText(reason)).not.toMatch(/undefined|null|NaN|Invalid|Infinity/)
        }
      }
    })
    fc.assert(check, seeded("one verdict", 500))
  })

  it("the same facts give the same, again and from JSON, and are not changed", () => {
    const check = fc.property(anyFacts, anyOptions, (facts, options) => {
      const before = saveFacts(facts)
      const first = assess(facts, options)
      expect(assess(facts, options)).toEqual(first)
      expect(saveFacts(facts)).toEqual(before)
      expect(JSON.parse(JSON.stringify(first))).toEqual(first)
      expect(assess(readFacts(JSON.parse(JSON.stringify(first.facts))), options)).toEqual(first)
    })
    fc.assert(check, seeded("the same again", 500))
  })

  it("the order of units, choices and other orders does not matter", () => {
    const check = fc.property(arrangements, anyOptions, ([facts, arranged], options) => {
      expect(assess(arranged, options)).toEqual(assess(facts, options))
    })
    fc.assert(check, seeded("arrangements", 500))
  })

  it("a rule that is off never gives its verdict", () => {
    const check = fc.property(anyFacts, anyOptions, fc.constantFrom(...RULES), (facts, options, off) => {
      const { verdict, units } = assess(facts, { ...options, off: [...options.off, off] })
      expect([verdict, ...units.map((unit) => unit.verdict)]).not.toContain(off)
    })
    fc.assert(check, seeded("rules that are off", 500))
  })

  it("nothing is approved that was not paid, or that went back", () => {
    const check = fc.property(anyFacts, anyOptions, (facts, options) => {
      const { units, facts: seen } = assess(facts, options)
      units.forEach(({ verdict }, index) => {
        if (isApproval(verdict)) {
          expect(seen.paid).toBeGreaterThan(seen.refunded)
          expect(seen.units[index]).toMatchObject({ reverted: false, refunded: false })
        }
      })
    })
    fc.assert(check, seeded("approvals", 500))
  })
})
