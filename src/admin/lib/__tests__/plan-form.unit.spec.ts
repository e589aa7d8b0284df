import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  codeFromName,
  newPlanForm,
  parsePlanForm,
  type PlanFormValues,
  planToForm,
  prefixFromTitle,
  refusedFields,
  withoutErrors,
} from "../plan-form"
import { planFacts, planSummary } from "../plan-facts"
import type { Plan } from "../types"
import { textsIn } from "./texts"

const aPlan = (given: Partial<Plan> = {}): Plan => ({
  id: "lcplan_1",
  code: "team",
  name: "Team",
  seats: 5,
  term: "P1Y",
  updates_term: null,
  on_expiry: "stop",
  grace: "P7D",
  lease_ttl: "P14D",
  deliver_on: "paid",
  quantity_means: "keys",
  rebind_limit: 3,
  rebind_window: "P30D",
  entitlements: ["sync", "export"],
  key_prefix: "NIMBUS",
  activation_kind: "device",
  floating_timeout: null,
  spare_activations: 2,
  devices_visible_to: "owner",
  renewal_discount_percent: null,
  renewal_variant_id: null,
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
  ...given,
})

const filled = (given: Partial<PlanFormValues> = {}): PlanFormValues => ({
  ...newPlanForm(),
  name: "Team",
  code: "team",
  key_prefix: "NIMBUS",
  ...given,
})

const renewal = (renewal_price: PlanFormValues["renewal_price"], renewal_discount_percent: string) => ({
  renewal_price,
  renewal_discount_percent,
})

describe("the form of a plan", () => {
  it.each([
    ["a plan with everything", aPlan()],
    ["an unlimited, perpetual plan", aPlan({ seats: null, term: null, updates_term: "P1Y", rebind_limit: null })],
    ["a floating plan", aPlan({ activation_kind: "floating", floating_timeout: "PT30M" })],
    ["a plan that is cheaper to renew", aPlan({ renewal_discount_percent: 100 })],
    ["a plan that another variant renews", aPlan({ renewal_variant_id: "variant_1" })],
    [
      "a plan without grace, moves and spare copies",
      aPlan({ grace: "P0D", rebind_limit: 0, spare_activations: 0, entitlements: [] }),
    ],
  ])("gives %s back as it was", (_, plan) => {
    const { id, created_at, updated_at, ...input } = plan
    expect(parsePlanForm(planToForm(plan))).toEqual({ ok: true, plan: input })
  })

  it("is complete once it has a name, a code and a prefix", () => {
    expect(parsePlanForm(newPlanForm())).toEqual({
      ok: false,
      errors: { name: "required", code: "required", key_prefix: "required" },
    })
    expect(parsePlanForm(filled())).toMatchObject({
      ok: true,
      plan: { seats: 1, term: null, updates_term: "P1Y", grace: "P7D" },
    })
  })

  it.each<[string, Partial<PlanFormValues>, object]>([
    ["a seat count of nothing", { seats: "0" }, { seats: "one_or_more" }],
    ["no seat count", { seats: "" }, { seats: "required" }],
    ["half a seat", { seats: "1.5" }, { seats: "one_or_more" }],
    ["more seats than there are", { seats: "1000000" }, { seats: "too_large" }],
    ["moves below zero", { rebind_limit: "-1" }, { rebind_limit: "zero_or_more" }],
    ["spare copies in words", { spare_activations: "two" }, { spare_activations: "zero_or_more" }],
    ["a code with spaces", { code: "My Plan" }, { code: "invalid_code" }],
    ["a prefix of one letter", { key_prefix: "N" }, { key_prefix: "invalid_prefix" }],
    ["a prefix of nine letters", { key_prefix: "NIMBUSNOT" }, { key_prefix: "invalid_prefix" }],
    ["a lease of no time", { lease_ttl: { unit: "days", amount: "0", iso: "" } }, { lease_ttl: "zero" }],
    ["a term that is no duration", { term: { unit: "iso", amount: "", iso: "a year" } }, { term: "invalid_iso" }],
    ["an odd entitlement", { entitlements: "sync, <script>" }, { entitlements: "invalid_entitlement" }],
    ["a discount of more than all", renewal("discount", "101"), { renewal_discount_percent: "percent" }],
    ["a discount of nothing", renewal("discount", "0"), { renewal_discount_percent: "percent" }],
    ["a renewal by no variant", renewal("variant", ""), { renewal_variant_id: "no_variant" }],
    [
      "a floating plan whose seats never return",
      { activation_kind: "floating", floating_timeout: { unit: "minutes", amount: "", iso: "" } },
      { floating_timeout: "required" },
    ],
  ])("refuses %s", (_, change, errors) => {
    expect(parsePlanForm(filled(change))).toEqual({ ok: false, errors })
  })

  it("does not look at a field that a switch has made unnecessary", () => {
    expect(
      parsePlanForm(filled({ seats_unlimited: true, seats: "", rebind_unlimited: true, rebind_limit: "?" }))
    ).toMatchObject({
      ok: true,
      plan: { seats: null, rebind_limit: null },
    })
    expect(withoutErrors({ seats: "required", name: "required" }, { seats_unlimited: true })).toEqual({
      name: "required",
    })
  })

  it("takes a prefix in lower case and entitlements however they are separated, each once", () => {
    expect(parsePlanForm(filled({ key_prefix: " nimbus ", entitlements: "sync, export\nsync; api.v2" }))).toMatchObject(
      {
        plan: { key_prefix: "NIMBUS", entitlements: ["sync", "export", "api.v2"] },
      }
    )
  })

  it("marks the code when the server says that it is taken", () => {
    const source = readFileSync(join(__dirname, "../../../workflows/plans/steps/save-plan.ts"), "utf8")
    const said = /`(A plan with the code [^`]*)`/.exec(source)![1]!.replace("${fields.code}", "team")
    expect(refusedFields(new Error(said))).toEqual({ code: "code_taken" })
    expect(refusedFields(new Error("Failed to fetch"))).toBeNull()
    expect(refusedFields("boom")).toBeNull()
  })

  it("has words for what is wrong with a number", async () => {
    const t = await textsIn("en")
    expect(t("plan.error.one_or_more")).toContain("1 or more")
    expect(t("plan.error.zero_or_more")).toContain("0 or more")
  })

  it("suggests a code and a prefix", () => {
    expect(codeFromName("Büro & Team (5 seats)")).toBe("buro-team-5-seats")
    expect(prefixFromTitle("Nimbus Notes")).toBe("NIMBUS")
    expect(prefixFromTitle("Pixel Paint")).toBe("PIXEL")
    expect(prefixFromTitle("A Better Editor")).toBe("ABETTERE")
    expect(prefixFromTitle("Typography")).toBe("TYPOGRAP")
    expect(prefixFromTitle("é!")).toBe("")
  })
})

describe("a plan in plain words", () => {
  it("says each of its rules, with no text missing, in both languages", async () => {
    for (const language of ["en", "de"] as const) {
      const t = await textsIn(language)
      for (const plan of [
        aPlan(),
        aPlan({ seats: null, term: null, rebind_limit: null, activation_kind: "floating", floating_timeout: "PT15M" }),
      ]) {
        const facts = planFacts(plan, t)
        expect(facts).toHaveLength(plan.term ? 15 : 14)
        expect(
          facts.flatMap((fact) => [fact.label, fact.value]).filter((text) => !text || text.startsWith("plan."))
        ).toEqual([])
      }
    }
  })

  it("says what happens when the term ends only where it ends", async () => {
    const t = await textsIn("en")
    const labels = (plan: Plan) => planFacts(plan, t).map(({ label }) => label)
    expect(labels(aPlan())).toContain("When the term ends")
    expect(labels(aPlan({ term: null }))).not.toContain("When the term ends")
  })

  it("fits on one line", async () => {
    expect(planSummary(aPlan({ updates_term: "P1Y" }), await textsIn("en"))).toBe(
      "5 seats · 1 year · updates for 1 year"
    )
    expect(planSummary(aPlan({ seats: 1, term: null }), await textsIn("en"))).toBe(
      "1 seat · Never ends · updates as long as valid"
    )
  })
})
