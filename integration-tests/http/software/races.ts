import { ask, type Desk } from "./desk"

const ROUNDS = 40
const AT_ONCE = 50
const SEATS = 3

/** Many devices at once, over HTTP, against a server with the limits off. */
export function raceTests(desk: () => Desk): void {
  const together = (body: (n: number) => object) =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, n) => desk().verdict("activate", body(n))))

  const tally = (verdicts: string[]) => {
    const counts: Record<string, number> = {}
    for (const verdict of verdicts) {
      counts[verdict] = (counts[verdict] ?? 0) + 1
    }
    return counts
  }

  it(`never hands out more than ${SEATS} seats: ${ROUNDS} rounds of ${AT_ONCE} devices at once`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const license = await desk().aLicense({ seats: SEATS })
      const verdicts = await together((n) => ({ ...ask(license), fingerprint: `round ${round} device ${n}` }))
      expect({ round, live: await desk().seatsTaken(license), ...tally(verdicts) }).toEqual({
        round,
        live: SEATS,
        "201 VALID": SEATS,
        "409 SEAT_LIMIT_REACHED": AT_ONCE - SEATS,
      })
    }
  }, 120_000)

  it("gives one device one seat and refuses none of its requests", async () => {
    for (let round = 0; round < 5; round++) {
      const license = await desk().aLicense({ seats: 1 })
      const verdicts = await together(() => ({ ...ask(license), fingerprint: "the only one" }))
      expect(tally(verdicts)).toEqual({ "201 VALID": 1, "200 VALID": AT_ONCE - 1 })
      expect(await desk().seatsTaken(license)).toBe(1)
    }
  })

  it("holds the seats while devices come, move and go at the same time", async () => {
    const license = await desk().anActivation("device 0", { seats: SEATS, rebind_limit: null })
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, n) => {
        const fingerprint = `device ${n % 8}`
        const moves = { ...ask(license), fingerprint, from: `device ${(n + 3) % 8}` }
        return desk().verdict((["activate", "rebind", "deactivate"] as const)[n % 3]!, moves)
      })
    )
    expect(answers.filter((answer) => answer.startsWith("5"))).toEqual([])
    expect(await desk().seatsTaken(license)).toBeLessThanOrEqual(SEATS)
  })

  it("moves one seat once when two computers ask for it together", async () => {
    const license = await desk().anActivation("old", { seats: 1 })
    const verdicts = await Promise.all(
      ["left", "right", "left", "right"].map((fingerprint) =>
        desk().verdict("rebind", { ...ask(license), from: "old", fingerprint })
      )
    )
    expect(tally(verdicts)).toEqual({ "200 VALID": 2, "409 NOT_ACTIVATED": 2 })
    expect(await desk().seatsTaken(license)).toBe(1)
  })

  it("counts spare copies and floating seats under the same lock", async () => {
    const spare = await desk().aLicense({ seats: 1, spare_activations: 2 })
    await together((n) => ({ ...ask(spare), fingerprint: `copy ${n}`, environment: "development" }))
    const [counts] = await desk().sql(
      `SELECT count(*) FILTER (WHERE spare)::int AS spare, count(*) FILTER (WHERE NOT spare)::int AS seats
         FROM license_center_activation WHERE license_id = ? AND deactivated_at IS NULL`,
      [spare.id]
    )
    expect(counts).toEqual({ spare: 2, seats: 1 })

    const floating = await desk().aLicense({ seats: 2, activation_kind: "floating", floating_timeout: "PT30M" })
    for (const generation of ["first", "second"]) {
      await together((n) => ({ ...ask(floating), fingerprint: `${generation} ${n}` }))
      expect(await desk().seatsTaken(floating)).toBe(2)
      await desk().sql(
        "UPDATE license_center_activation SET last_seen_at = now() - interval '1 hour' WHERE license_id = ?",
        [floating.id]
      )
    }
  })
}
