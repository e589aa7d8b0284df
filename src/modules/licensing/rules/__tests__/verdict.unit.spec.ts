import fc from "fast-check"
import { addDuration } from "../../../../lib/duration"
import { seeded } from "../../../../lib/__tests__/seeded"
import { deviceVerdict, isValid, licenseState, licenseVerdict, type LicenseFacts } from "../verdict"

const NOW = new Date("2027-03-01T12:00:00Z")
const DAY = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY)
const aLicense = (facts: Partial<LicenseFacts> = {}): LicenseFacts => ({
  status: "active",
  on_expiry: "stop",
  grace: "P7D",
  expires_at: ago(-30),
  has_term: true,
  ...facts,
})

describe("the verdict on a device", () => {
  it.each<[string, Partial<LicenseFacts>, boolean, string]>([
    ["a license in its term", {}, true, "VALID"],
    ["a perpetual license", { expires_at: null }, true, "VALID"],
    ["the very moment it ends", { expires_at: NOW }, true, "GRACE"],
    ["the last moment of grace", { expires_at: new Date(ago(7).getTime() + 1) }, true, "GRACE"],
    ["the end of grace", { expires_at: ago(7) }, true, "EXPIRED"],
    ["no grace at all", { expires_at: NOW, grace: "P0D" }, true, "EXPIRED"],
    ["keep_running, years after", { expires_at: ago(2000), on_expiry: "keep_running" }, true, "GRACE"],
    ["every term reverted", { has_term: false, expires_at: null }, true, "EXPIRED"],
    [
      "every term reverted, keep_running",
      { has_term: false, expires_at: null, on_expiry: "keep_running" },
      true,
      "EXPIRED",
    ],
    ["suspended", { status: "suspended" }, true, "SUSPENDED"],
    ["suspended and expired", { status: "suspended", expires_at: ago(99) }, true, "SUSPENDED"],
    ["revoked", { status: "revoked" }, true, "REVOKED"],
    ["no seat", {}, false, "NOT_ACTIVATED"],
    ["no seat, in grace", { expires_at: ago(1) }, false, "NOT_ACTIVATED"],
    ["no seat and revoked", { status: "revoked" }, false, "REVOKED"],
    ["no seat and expired", { expires_at: ago(99) }, false, "EXPIRED"],
  ])("%s", (_, facts, holdsSeat, code) => {
    expect(deviceVerdict(aLicense(facts), holdsSeat, NOW)).toBe(code)
  })

  const facts = fc.record({
    status: fc.constantFrom("active", "suspended", "revoked"),
    on_expiry: fc.constantFrom("stop", "keep_running"),
    grace: fc.constantFrom("P0D", "P7D", "P1M"),
    expires_at: fc.option(fc.integer({ min: -400, max: 400 }).map(ago)),
    has_term: fc.boolean(),
  }) as fc.Arbitrary<LicenseFacts>

  it("never becomes valid again by time alone", () => {
    fc.assert(
      fc.property(facts, fc.boolean(), fc.nat(500), (license, holds, days) => {
        const later = new Date(NOW.getTime() + days * DAY)
        if (!isValid(deviceVerdict(license, holds, NOW))) {
          expect(isValid(deviceVerdict(license, holds, later))).toBe(false)
        }
      }),
      seeded("verdict over time")
    )
  })

  it("is valid only for an active license with a term, and a device that holds a seat", () => {
    fc.assert(
      fc.property(facts, fc.boolean(), (license, holds) => {
        const code = deviceVerdict(license, holds, NOW)
        if (isValid(code)) {
          expect(license.status).toBe("active")
          expect(license.has_term).toBe(true)
          expect(holds).toBe(true)
          const over = license.expires_at && NOW >= addDuration(license.expires_at, license.grace)
          expect(over && license.on_expiry === "stop").toBeFalsy()
        }
        expect(isValid(licenseVerdict(license, NOW))).toBe(["active", "grace"].includes(licenseState(license, NOW)))
      }),
      seeded("verdict conditions")
    )
  })
})
