import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { movesToForgive, rebindQuota } from "../rebind-quota"

const day = (n: number) => new Date(Date.UTC(2027, 0, 1 + n))

describe("the quota of moves", () => {
  it("says when the move that fills it leaves the window", () => {
    const full = { limit: 2, used: 2, window: "P30D" }
    expect(rebindQuota(2, "P30D", [day(0), day(5)])).toEqual({ ...full, next_at: day(30) })
    // A plan that was followed to fewer moves: more were made than are allowed now.
    expect(rebindQuota(2, "P30D", [day(0), day(5), day(9)])).toEqual({ ...full, used: 3, next_at: day(35) })
  })

  it("names no time while a move is left, and where none is ever possible", () => {
    expect(rebindQuota(2, "P30D", [day(0)])).toEqual({ limit: 2, used: 1, window: "P30D", next_at: null })
    expect(rebindQuota(null, "P30D", [day(0)])).toEqual({ limit: null, used: 1, window: "P30D", next_at: null })
    expect(rebindQuota(0, "P30D", [])).toEqual({ limit: 0, used: 0, window: "P30D", next_at: null })
  })

  it("is full until as many are forgiven as leave room for one, and no more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 20 }), (limit, used) => {
        const moves = Array.from({ length: used }, (_, index) => day(index))
        const forgiven = movesToForgive(limit, used)
        const left = moves.slice(forgiven)
        expect(rebindQuota(limit, "P30D", left).next_at).toBeNull()
        expect(left).toHaveLength(Math.min(used, limit - 1))
        expect(movesToForgive(limit, left.length)).toBe(0)
      }),
      seeded("moves to forgive")
    )
    expect(movesToForgive(null, 50)).toBe(0)
  })
})
