import type { SoldUnit } from "../../../../modules/licensing/services/sold-units"
import { unitsOf } from "../units"

const applied_at = new Date("2026-11-29T12:00:00Z")
const sold = (more: Partial<SoldUnit>): SoldUnit => ({
  line_item_id: "line_1",
  unit_index: 0,
  kind: "upgrade",
  quantity: 1,
  license_id: "lic_1",
  masked_key: "NIMBUS-•••••-X7K2Q",
  email: "ada@example.com",
  customer_id: null,
  locale: null,
  variant_id: "variant_1",
  reverted: false,
  restored_at: null,
  term_starts_at: applied_at,
  term_ends_at: null,
  activations_ever: 0,
  activations_live: 0,
  last_validated_at: null,
  revealed_at: null,
  ...more,
})
const factsOf = (unit: SoldUnit) =>
  unitsOf({
    purchase: { lines: new Map() } as never,
    lines: [],
    sold: [unit],
    mails: [],
    downloads: new Map(),
    refunded: new Map(),
  })[0]!.facts

describe("what was bought", () => {
  it("is there once an upgrade is applied, which no mail has to bring", () => {
    expect(factsOf(sold({}))).toMatchObject({ delivery: "sent", first_delivered_at: applied_at })
  })

  it("is not there as long as a key has not left", () => {
    expect(factsOf(sold({ kind: "initial" }))).toMatchObject({ delivery: "not_due", first_delivered_at: null })
  })
})
