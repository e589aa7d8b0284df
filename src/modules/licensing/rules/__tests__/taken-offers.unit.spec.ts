import { takenOffers, type OfferedLine, type OfferTerms } from "../taken-offers"

const OFFER: OfferTerms = {
  id: "lcoff_upgrade",
  variant_id: "variant_business",
  unit_price: 5,
  currency_code: "eur",
  cart_id: "cart_1",
}
const LINE: OfferedLine = {
  line_item_id: "line_1",
  variant_id: "variant_business",
  offer_id: OFFER.id,
  unit_price: 5,
}
const IN_CART = { cart_id: "cart_1", currency_code: "eur" }

const taken = (sale: typeof IN_CART, line: Partial<OfferedLine>, offers = [OFFER]) =>
  takenOffers(sale, [{ ...LINE, ...line }], offers).get("line_1")?.id ?? null

describe("which offer a line takes up", () => {
  it("is the one that it names, when it sells what was offered for no less than was asked", () => {
    expect(taken(IN_CART, {})).toBe(OFFER.id)
    expect(taken({ ...IN_CART, cart_id: "cart_2" }, { unit_price: 300 })).toBe(OFFER.id)
    expect(taken({ ...IN_CART, cart_id: "cart_2" }, { unit_price: 4 })).toBeNull()
    expect(taken({ cart_id: "cart_2", currency_code: "jpy" }, { unit_price: 300 })).toBeNull()
    expect(taken(IN_CART, { variant_id: "variant_other" })).toBeNull()
    expect(taken(IN_CART, { offer_id: "lcoff_none", unit_price: 300 })).toBeNull()
  })

  it("is that of its cart at its price, when the name was taken off: no license for the difference", () => {
    expect(taken(IN_CART, { offer_id: null })).toBe(OFFER.id)
    expect(taken(IN_CART, { offer_id: null, unit_price: 300 })).toBeNull()
    expect(taken({ ...IN_CART, cart_id: "cart_2" }, { offer_id: null })).toBeNull()
  })

  it("is that of its cart at its price, when another is named: not a dear one, nor one that has no price of its own", () => {
    const dear = { ...OFFER, id: "lcoff_dear", unit_price: 150, cart_id: "cart_2" }
    const renewal = { ...OFFER, id: "lcoff_renewal", unit_price: null, currency_code: null, cart_id: "cart_2" }
    expect(taken(IN_CART, { offer_id: dear.id }, [dear, OFFER])).toBe(OFFER.id)
    expect(taken(IN_CART, { offer_id: renewal.id }, [renewal, OFFER])).toBe(OFFER.id)
    expect(taken(IN_CART, { offer_id: renewal.id, unit_price: 300 }, [renewal, OFFER])).toBe(renewal.id)
  })

  it("is one each, when two lines of one price name none", () => {
    const other = { ...OFFER, id: "lcoff_other" }
    const lines = ["line_1", "line_2", "line_3"].map((line_item_id) => ({ ...LINE, line_item_id, offer_id: null }))
    lines[2]!.offer_id = OFFER.id as never
    const offers = takenOffers(IN_CART, lines, [OFFER, other])
    expect(lines.map(({ line_item_id }) => offers.get(line_item_id)?.id)).toEqual([other.id, OFFER.id, OFFER.id])
  })
})
