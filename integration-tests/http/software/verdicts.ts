import { anUnknownKey, ask, CALLS, PREFIXES, type Call, type Desk, type SoldLicense } from "./desk"

type Table = Record<string, Record<Call, string>>

const OK = { activate: "201 VALID", validate: "200 VALID", deactivate: "200 DEACTIVATED", rebind: "200 VALID" }
const IN_GRACE = { activate: "201 GRACE", validate: "200 GRACE", deactivate: "200 DEACTIVATED", rebind: "200 GRACE" }
const refused = (status: number, code: string) => ({
  activate: `${status} ${code}`,
  validate: `200 ${code}`,
  deactivate: "200 DEACTIVATED",
  rebind: `${status} ${code}`,
})
const unknown = (status: number, code: string) => ({ ...refused(status, code), deactivate: `${status} ${code}` })

/** The contract: what each call answers about a license in each state. */
const CONTRACT: Table = {
  active: OK,
  "active without end": OK,
  "in grace": IN_GRACE,
  "past its end but kept running": IN_GRACE,
  expired: refused(403, "EXPIRED"),
  "without any term left": refused(403, "EXPIRED"),
  suspended: refused(403, "SUSPENDED"),
  revoked: refused(403, "REVOKED"),
  "suspended and expired": refused(403, "SUSPENDED"),
  "an unknown key": unknown(404, "NOT_FOUND"),
  "another product's key": unknown(404, "NOT_FOUND"),
  "a mistyped key": unknown(400, "MALFORMED_KEY"),
  "not a key at all": unknown(400, "MALFORMED_KEY"),
}

/** Every verdict × every call, with its HTTP status, and what no verdict gives away. */
export function verdictTests(desk: () => Desk): void {
  const set = (license: SoldLicense, status: "suspend" | "revoke") =>
    desk().licensing.changeLicenseStatus({
      id: license.id,
      action: status,
      because: "operator",
      actor: { type: "system" },
    })

  /** A license whose seat `held` is taken, brought into the state; and the body that asks about it. */
  async function inState(state: keyof typeof CONTRACT): Promise<{ key: string; product: string }> {
    const license = await desk().anActivation("held", {
      ...(state === "active without end" && { term: null }),
      ...(state === "past its end but kept running" && { on_expiry: "keep_running" as const }),
    })
    const changes: Record<string, () => Promise<unknown>> = {
      "in grace": () => desk().endTerm(license, -6),
      "past its end but kept running": () => desk().endTerm(license, -400),
      expired: () => desk().endTerm(license, -8),
      "without any term left": () =>
        desk().sql("UPDATE license_center_term SET reverted_at = now() WHERE license_id = ?", [license.id]),
      suspended: () => set(license, "suspend"),
      revoked: () => set(license, "revoke"),
      "suspended and expired": () => Promise.all([set(license, "suspend"), desk().endTerm(license, -8)]),
    }
    await changes[state]?.()
    const bodies: Record<string, object> = {
      "an unknown key": { key: anUnknownKey("NIMBUS") },
      "another product's key": { product: (await desk().aLicense()).product },
      "a mistyped key": { key: license.key.slice(0, -1) + (license.key.endsWith("7") ? "8" : "7") },
      "not a key at all": { key: "\u{1F511}' OR 1=1 --" },
    }
    return { ...ask(license), ...bodies[state] }
  }

  it.each(PREFIXES)("answers every state of a license by the contract under %s", async (prefix) => {
    const seen: Table = {}
    for (const state of Object.keys(CONTRACT)) {
      const body = await inState(state)
      const devices = {
        activate: { fingerprint: "another" },
        validate: { fingerprint: "held" },
        rebind: { from: "held", fingerprint: "third" },
        deactivate: { fingerprint: "third" },
      }
      const row: Record<string, string> = {}
      for (const call of ["activate", "validate", "rebind", "deactivate"] as const) {
        row[call] = await desk().verdict(call, { ...body, ...devices[call] }, { prefix })
      }
      seen[state] = row as Record<Call, string>
    }
    expect(seen).toEqual(CONTRACT)
  })

  it.each(PREFIXES)("refuses by seats, by devices and by quota under %s", async (prefix) => {
    const license = await desk().anActivation("held", { seats: 1, rebind_limit: 0 })
    const verdict = (call: Call, body: object) => desk().verdict(call, { ...ask(license), ...body }, { prefix })
    expect({
      full: await verdict("activate", { fingerprint: "another" }),
      own: await verdict("activate", { fingerprint: "held" }),
      validate: await verdict("validate", { fingerprint: "another" }),
      unheld: await verdict("rebind", { fingerprint: "new", from: "another" }),
      quota: await verdict("rebind", { fingerprint: "new", from: "held" }),
    }).toEqual({
      full: "409 SEAT_LIMIT_REACHED",
      own: "200 VALID",
      validate: "200 NOT_ACTIVATED",
      unheld: "409 NOT_ACTIVATED",
      quota: "409 REBIND_LIMIT_REACHED",
    })
    const { body } = await desk().call("activate", { ...ask(license), fingerprint: "another" }, { prefix })
    expect(body.license.seats).toEqual({ limit: 1, used: 1 })
    expect(body).not.toHaveProperty("devices")
  })

  it("says `valid` and gives a lease with VALID and GRACE only, and always one plain sentence", async () => {
    for (const state of Object.keys(CONTRACT)) {
      const body = await inState(state)
      const { body: answer } = await desk().call("validate", { ...body, fingerprint: "held" })
      const valid = ["VALID", "GRACE"].includes(answer.code)
      expect([state, answer.valid, "lease" in answer]).toEqual([state, valid, valid])
      expect(answer.detail).toMatch(/^[A-Z][^.]+\w\.( [A-Z][^.]+\.)?$/)
      expect(answer).toHaveProperty("help_url")
    }
  })

  it("answers an unknown key and another product's key with the same bytes", async () => {
    const license = await desk().aLicense()
    const other = await desk().aLicense()
    for (const call of CALLS) {
      const rest = { product: other.product, fingerprint: "mac-1", from: "mac-0" }
      const known = await desk().call(call, { ...rest, key: license.key })
      const unknown = await desk().call(call, { ...rest, key: anUnknownKey("NIMBUS") })
      expect(known.text).toBe(unknown.text)
      expect(known.status).toBe(unknown.status)
      expect(known.headers.etag).toBe(unknown.headers.etag)
    }
  })

  it("follows a term that is moved, back and forth", async () => {
    const license = await desk().anActivation("held")
    const seen = []
    for (const days of [30, -3, -30, 1]) {
      const end = await desk().endTerm(license, days)
      const { body } = await desk().call("validate", { ...ask(license), fingerprint: "held" })
      seen.push([body.code, body.license.status])
      expect(body.license.expires_at).toBe(end.toISOString())
      expect(body.license.updates_until).toBe(end.toISOString())
    }
    expect(seen).toEqual([
      ["VALID", "active"],
      ["GRACE", "grace"],
      ["EXPIRED", "expired"],
      ["VALID", "active"],
    ])
    await desk().sql(
      `INSERT INTO license_center_term (id, license_id, kind, starts_at, ends_at, unit_index)
       VALUES ('lcterm_later', ?, 'extension', now(), now() + interval '90 days', 0)`,
      [license.id]
    )
    await desk().endTerm({ ...license, id: "none" }, 0)
    const extended = await desk().call("validate", { ...ask(license), fingerprint: "held" })
    expect(Date.parse(extended.body.license.expires_at)).toBeGreaterThan(Date.now() + 89 * 86_400_000)
  })

  it("lets a seat be given back on an expired and on a revoked license, and never hands it out again", async () => {
    for (const end of ["expired", "revoked"] as const) {
      const body = await inState(end)
      const answer = await desk().call("deactivate", { ...body, fingerprint: "held" })
      expect(answer.body).toMatchObject({ code: "DEACTIVATED", license: { status: end, seats: { used: 0 } } })
      expect(await desk().verdict("activate", { ...body, fingerprint: "held" })).toBe(`403 ${end.toUpperCase()}`)
    }
  })
}
