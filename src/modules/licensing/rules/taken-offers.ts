import { DUST } from "../../../lib/dust"

/** An offer to a license, as far as it says which line takes it up. */
export type OfferTerms = {
  id: string
  variant_id: string
  /** Of one unit; null = what the variant costs */
  unit_price: number | null
  currency_code: string | null
  /** The cart that was made for it. */
  cart_id: string | null
}

/** A line of an order, with the offer that it says it takes up: anybody with the cart may have written that. */
export type OfferedLine = {
  line_item_id: string
  variant_id: string | null
  offer_id?: string | null
  unit_price?: number | null
}

type Sale = { cart_id?: string | null; currency_code?: string | null }

/**
 * Which offer each line takes up. What a line says of itself counts only when it sells the variant that was offered, for
 * no less than was asked.
 *
 * A line at the price that its own cart was made with takes up that cart's offer, whatever it says: who takes the
 * offer's name off an upgrade would otherwise have a whole license for the difference, and who names another offer
 * whatever that one costs.
 *
 * @param offers those that lines name, and those of the order's cart
 * @returns by line item id
 */
export function takenOffers<Offer extends OfferTerms>(
  sale: Sale,
  lines: OfferedLine[],
  offers: Offer[]
): Map<string, Offer> {
  const taken = new Map<string, Offer>()
  const claimed = new Set<string>()
  // Those that still name an offer of their cart first, so that the others get what is left.
  const named = (line: OfferedLine) => Number(offers.some(({ id }) => id === line.offer_id))
  for (const line of [...lines].sort((a, b) => named(b) - named(a))) {
    const own = offers.filter((offer) => isPriceOfCart(sale, line, offer))
    const offer =
      own.find(({ id }) => id === line.offer_id) ??
      own.find(({ id }) => !claimed.has(id)) ??
      own[0] ??
      offers.find((each) => each.id === line.offer_id && covers(sale, line, each))
    if (offer) {
      claimed.add(offer.id)
      taken.set(line.line_item_id, offer)
    }
  }
  return taken
}

function isPriceOfCart(sale: Sale, line: OfferedLine, offer: OfferTerms): boolean {
  return (
    offer.unit_price !== null &&
    offer.cart_id !== null &&
    offer.cart_id === sale.cart_id &&
    offer.variant_id === line.variant_id &&
    Math.abs((line.unit_price ?? 0) - offer.unit_price) <= DUST
  )
}

function covers(sale: Sale, line: OfferedLine, offer: OfferTerms): boolean {
  if (offer.variant_id !== line.variant_id) {
    return false
  }
  return (
    offer.unit_price === null ||
    (offer.currency_code === sale.currency_code && (line.unit_price ?? 0) >= offer.unit_price - DUST)
  )
}
