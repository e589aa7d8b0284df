import { judgeLease } from "../judge"
import { DAY, someClaims, START } from "./fixtures"

const at = (days: number) => START + days * DAY * 1000
const judge = (days: number, claims = {}, seen = 0) => judgeLease(someClaims(claims), at(days), seen)
/** A lease of 14 days with 7 of grace, so day 14 and day 21 matter. */
const ends = (days: number) => START / 1000 + days * DAY
const SECOND = 1 / DAY

describe("judging a lease offline", () => {
  it.each([
    [0, "VALID"],
    [14, "VALID"],
    [14 + SECOND, "GRACE"],
    [21, "GRACE"],
    [21 + SECOND, "LEASE_EXPIRED"],
  ])("%d days after it was given it is %s… %s", (days, code) => {
    expect(judge(days).code).toBe(code)
  })

  it.each([
    [2 - SECOND, "VALID"],
    [2, "GRACE"],
    [9 - SECOND, "GRACE"],
    [9, "EXPIRED"],
    [30, "EXPIRED"],
  ])("a stopping license that ends on day 2 is, on day %d, %s", (days, code) => {
    expect(judge(days, { lic_exp: ends(2) }).code).toBe(code)
  })

  it.each([
    [2, "GRACE", false],
    [13, "GRACE", false],
    [15, "GRACE", true],
    [22, "LEASE_EXPIRED", true],
  ])("a license that keeps running after day 2 is, on day %d, %s", (days, code, needs_check) => {
    expect(judge(days, { lic_exp: ends(2), on_exp: "keep_running" })).toMatchObject({ code, needs_check })
  })

  it("wants a refresh past half its life, and whenever something is not plainly valid", () => {
    expect(judge(6.9).refresh_due).toBe(false)
    expect(judge(7).refresh_due).toBe(true)
    expect(judge(3, { lic_exp: ends(2) }).refresh_due).toBe(true)
    expect(judge(3, { lic_exp: ends(2), on_exp: "keep_running" }).refresh_due).toBe(false)
  })

  it("says until when it runs without the server", () => {
    expect(judge(0).offline_until).toBe(at(21))
    expect(judge(0, { lic_exp: ends(2) }).offline_until).toBe(at(9))
    expect(judge(0, { lic_exp: ends(2), on_exp: "keep_running" }).offline_until).toBe(at(21))
  })

  it("refuses a clock more than five minutes behind the lease or a time already seen", () => {
    const minute = 1 / 24 / 60
    expect(judge(-4 * minute).code).toBe("VALID")
    expect(judge(-6 * minute).code).toBe("CLOCK_SET_BACK")
    expect(judge(3, {}, at(3 + 4 * minute)).code).toBe("VALID")
    expect(judge(3, {}, at(3 + 6 * minute)).code).toBe("CLOCK_SET_BACK")
  })
})
