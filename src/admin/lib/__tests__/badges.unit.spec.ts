import {
  canRetryDelivery,
  deliveryBadge,
  isDeliveryUnderWay,
  licenseActions,
  licenseBadge,
  releasedLabel,
} from "../badges"
import type { Delivery, LicenseState } from "../types"
import { textsIn } from "./texts"

const aDelivery = (given: Partial<Delivery> = {}): Delivery => ({
  notice_id: "lcnot_1",
  status: "pending",
  to: "ada@example.com",
  attempts: 0,
  last_error: null,
  sent_at: null,
  next_attempt_at: null,
  ...given,
})

describe("the badge of a license", () => {
  it.each([
    ["active", "green"],
    ["grace", "orange"],
    ["expired", "grey"],
    ["suspended", "orange"],
    ["revoked", "red"],
  ] as const)("is for %s: %s", (state, color) => {
    expect(licenseBadge(state)).toEqual({ color, label: `license.state.${state}` })
  })

  it("is grey for a state it does not know", () => {
    expect(licenseBadge("paused" as LicenseState).color).toBe("grey")
  })
})

describe("the badge of a key mail", () => {
  it("tells waiting from waiting after a failure", () => {
    expect(deliveryBadge(aDelivery())).toEqual({ color: "blue", label: "delivery.status.pending" })
    expect(deliveryBadge(aDelivery({ status: "sending" }))).toEqual({ color: "blue", label: "delivery.status.pending" })
    expect(deliveryBadge(aDelivery({ last_error: "refused" }))).toEqual({
      color: "orange",
      label: "delivery.status.retrying",
    })
  })

  it("shows the ends of a mail", () => {
    expect(deliveryBadge(aDelivery({ status: "sent", last_error: "the first try failed" })).color).toBe("green")
    expect(deliveryBadge(aDelivery({ status: "failed" })).color).toBe("red")
    expect(deliveryBadge(aDelivery({ status: "canceled" })).color).toBe("grey")
    expect(deliveryBadge(null)).toEqual({ color: "grey", label: "delivery.status.none" })
  })

  it("offers a retry for what gave up or waits out a failure, and watches what is under way", () => {
    const statuses = ["pending", "sending", "sent", "failed", "canceled"] as const
    expect(statuses.filter((status) => canRetryDelivery(aDelivery({ status })))).toEqual(["failed", "canceled"])
    expect(statuses.filter((status) => isDeliveryUnderWay(aDelivery({ status })))).toEqual(["pending", "sending"])
    expect(canRetryDelivery(aDelivery({ last_error: "refused" }))).toBe(true)
    expect(canRetryDelivery(null)).toBe(false)
  })
})

describe("the menu of a license", () => {
  const aLicense = { status: "active", expires_at: "2027-01-01T00:00:00Z", updates_until: null } as const

  it("offers what its status lets happen", () => {
    const helpful = ["resend", "reveal", "reissue_key", "extend", "allow_rebind"]
    expect(licenseActions(aLicense)).toEqual([...helpful, "suspend", "revoke"])
    expect(licenseActions({ ...aLicense, status: "suspended" })).toEqual([...helpful, "reinstate", "revoke"])
    expect(licenseActions({ ...aLicense, status: "revoked" })).toEqual(["reveal", "reinstate"])
  })

  it("offers more time where something ends, if only the updates", () => {
    const updates = { ...aLicense, expires_at: null, updates_until: "2027-01-01T00:00:00Z" }
    expect(licenseActions(updates)).toContain("extend")
    expect(licenseActions({ ...updates, updates_until: null })).not.toContain("extend")
  })

  it("offers one more move unless it knows that a move is left, or that none is ever allowed", () => {
    const rebinds = { limit: 3, used: 3, window: "P30D", next_at: "2027-01-01T00:00:00Z" }
    expect(licenseActions({ ...aLicense, rebinds })).toContain("allow_rebind")
    expect(licenseActions({ ...aLicense, rebinds: { ...rebinds, used: 1, next_at: null } })).not.toContain(
      "allow_rebind"
    )
  })
})

describe("a device without a seat", () => {
  it.each([
    ["software", "Seat given back today", "Platz zurückgegeben today"],
    ["rebound", "Moved to another device today", "Auf ein anderes Gerät umgezogen today"],
    ["operator", "Freed by an operator today", "Von einem Bediener freigegeben today"],
    ["customer", "Freed by the customer today", "Vom Kunden freigegeben today"],
    ["floating_timeout", "Seat timed out today", "Platz abgelaufen today"],
    ["seats_reduced", "Lost by fewer seats today", "Platz durch weniger Plätze verloren today"],
    ["of a later version", "Without a seat since today", "Ohne Platz seit today"],
    [null, "Without a seat since today", "Ohne Platz seit today"],
  ])("that lost it by %p says so", async (reason, english, german) => {
    const date = { date: "today" }
    expect((await textsIn("en"))(releasedLabel(reason), date)).toBe(english)
    expect((await textsIn("de"))(releasedLabel(reason), date)).toBe(german)
  })
})
