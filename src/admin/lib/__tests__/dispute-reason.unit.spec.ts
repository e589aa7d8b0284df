import { disputeReason } from "../dispute-reason"
import { textsIn } from "./texts"

describe("why a payment is disputed", () => {
  it("is told in the operator's language", async () => {
    expect(disputeReason("fraudulent", await textsIn("en"))).toBe("Fraud: not paid by the card's owner")
    expect(disputeReason("fraudulent", await textsIn("de"))).toBe("Betrug: nicht vom Inhaber der Karte bezahlt")
    expect(disputeReason("product_not_received", await textsIn("de"))).toBe("Nicht erhalten")
  })

  it("is Stripe's own word where that is new, and nothing without one", async () => {
    const t = await textsIn("en")
    expect(disputeReason("changed_their_mind", t)).toBe("Changed their mind")
    expect(disputeReason(null, t)).toBeNull()
  })
})
