import { anUnknownKey, ask, type Desk } from "./desk"

/** The limits, each from an address of its own so that no test fills another's. */
export function limitTests(desk: () => Desk): void {
  let address = 0
  const anAddress = () => ({ headers: { "x-forwarded-for": `203.0.113.${++address}` } })

  it("limits guesses of keys soon, and tells the guesser to wait", async () => {
    const license = await desk().anActivation("mac-1")
    const guesser = anAddress()
    const guesses = []
    for (let guess = 0; guess < 30; guess++) {
      const key = guess % 2 ? anUnknownKey("NIMBUS") : "NIMBUS-TYPO"
      const call = guess % 3 ? "activate" : "validate"
      guesses.push((await desk().call(call, { ...ask(license), key, fingerprint: "x" }, guesser)).body.code)
    }
    expect(new Set(guesses)).toEqual(new Set(["NOT_FOUND", "MALFORMED_KEY"]))
    for (const call of ["activate", "validate", "deactivate", "rebind"] as const) {
      const refused = await desk().call(call, { ...ask(license), fingerprint: "mac-1", from: "mac-1" }, guesser)
      expect(refused.status).toBe(429)
      expect(refused.body).toEqual({
        valid: false,
        code: "RATE_LIMITED",
        detail: expect.stringMatching(/[Kk]eep your lease/),
        help_url: null,
      })
      const wait = Number(refused.headers["retry-after"])
      expect(wait).toBeGreaterThanOrEqual(1)
      expect(wait).toBeLessThanOrEqual(60)
    }
    const elsewhere = await desk().call("validate", { ...ask(license), fingerprint: "mac-1" }, anAddress())
    expect(elsewhere.body.code).toBe("VALID")
  })

  it("counts no honest answer as a guess", async () => {
    const license = await desk().aLicense({ seats: 1 })
    const app = anAddress()
    for (let round = 0; round < 40; round++) {
      await desk().call("validate", { ...ask(license), fingerprint: `mac-${round}` }, app)
    }
    expect(await desk().verdict("activate", { ...ask(license), fingerprint: "mac-1" }, app)).toBe("201 VALID")
  })

  it("limits one key, from whatever addresses and in whatever spelling it is asked", async () => {
    const license = await desk().anActivation("mac-1")
    // The activation above was the first request with this key.
    for (let batch = 0; batch < 13; batch++) {
      const key = batch % 2 ? license.key : license.key.toLowerCase().replaceAll("-", " ")
      const many = Array.from({ length: 23 }, () =>
        desk().verdict("validate", { ...ask(license), key, fingerprint: "mac-1" }, anAddress())
      )
      expect(new Set(await Promise.all(many))).toEqual(new Set(["200 VALID"]))
    }
    expect(await desk().verdict("validate", { ...ask(license), fingerprint: "mac-1" }, anAddress())).toBe(
      "429 RATE_LIMITED"
    )
    const other = await desk().anActivation("mac-1")
    expect(await desk().verdict("validate", { ...ask(other), fingerprint: "mac-1" }, anAddress())).toBe("200 VALID")
  })

  it("limits one address, whatever it asks", async () => {
    const flood = anAddress()
    const counts: Record<string, number> = {}
    for (let batch = 0; batch < 25; batch++) {
      const verdicts = await Promise.all(Array.from({ length: 50 }, () => desk().verdict("validate", {}, flood)))
      for (const verdict of verdicts) {
        counts[verdict] = (counts[verdict] ?? 0) + 1
      }
    }
    expect(counts).toEqual({ "400 INVALID_REQUEST": 1200, "429 RATE_LIMITED": 50 })
  })
}
