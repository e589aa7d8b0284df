import { ask, PREFIXES, type Desk } from "./desk"

/** What each call does, under both prefixes. */
export function callTests(desk: () => Desk): void {
  describe.each(PREFIXES)("under %s", (prefix) => {
    const call: Desk["call"] = (name, body, options) => desk().call(name, body, { prefix, ...options })

    it("activates with 201, and answers the same device with 200 and the same activation", async () => {
      const license = await desk().aLicense()
      const device = { fingerprint: "mac-1", name: "Studio Mac", platform: "darwin", version: "2.1.0" }
      const first = await call("activate", { ...ask(license), ...device })
      expect(first.status).toBe(201)
      expect(first.body).toMatchObject({
        valid: true,
        code: "VALID",
        detail: expect.stringMatching(/\w+ \w+/),
        license: {
          id: license.id,
          status: "active",
          plan: { name: "Team" },
          product: { handle: license.product, title: "Nimbus Notes" },
          seats: { limit: 5, used: 1 },
          entitlements: ["sync"],
        },
        activation: { id: expect.stringMatching(/^lcact_/), name: "Studio Mac", platform: "darwin" },
        lease: expect.stringMatching(/^eyJ/),
      })
      const again = await call("activate", { ...ask(license), fingerprint: " mac-1 " })
      expect(again.status).toBe(200)
      expect(again.body.activation).toMatchObject({ id: first.body.activation.id, name: "Studio Mac" })
      expect(again.body.license.seats).toEqual({ limit: 5, used: 1 })
    })

    it("takes the product's id for its handle, and leaves fields that it does not know alone", async () => {
      const product = desk().aProduct()
      const { key } = await desk().aLicense({}, product)
      const body = { key, product: product.id, fingerprint: "mac-1", name: null, theme: { dark: true } }
      expect((await call("activate", body)).status).toBe(201)
    })

    it("validates, refuses a device that holds no seat, and writes when it was seen", async () => {
      const license = await desk().anActivation("mac-1")
      const [past] = await desk().sql<{ id: string }>(
        "UPDATE license_center_activation SET last_seen_at = now() - interval '2 days' WHERE license_id = ? RETURNING id",
        [license.id]
      )
      const valid = await call("validate", { ...ask(license), fingerprint: "mac-1", version: "2.2.0" })
      expect(valid.body).toMatchObject({ valid: true, code: "VALID", lease: expect.any(String) })
      const other = await call("validate", { ...ask(license), fingerprint: "mac-2" })
      expect(other.status).toBe(200)
      expect(other.body).toMatchObject({ valid: false, code: "NOT_ACTIVATED", license: { id: license.id } })
      expect(other.body).not.toHaveProperty("lease")
      expect(other.body).not.toHaveProperty("activation")
      await desk().licensing.__hooks.onApplicationShutdown()
      const [row] = await desk().sql(
        "SELECT now() - last_seen_at < interval '1 minute' AS fresh, app_version FROM license_center_activation WHERE id = ?",
        [past!.id]
      )
      expect(row).toEqual({ fresh: true, app_version: "2.2.0" })
      // A new version is written down at once, however lately the device was seen.
      await call("validate", { ...ask(license), fingerprint: "mac-1", version: "2.3.0" })
      await desk().licensing.__hooks.onApplicationShutdown()
      const [updated] = await desk().sql("SELECT app_version FROM license_center_activation WHERE id = ?", [past!.id])
      expect(updated).toEqual({ app_version: "2.3.0" })
    })

    it("deactivates by fingerprint and by id, as often as it is asked", async () => {
      const license = await desk().anActivation("mac-1")
      const second = await call("activate", { ...ask(license), fingerprint: "mac-2" })
      for (const seat of [{ fingerprint: "mac-1" }, { activation_id: second.body.activation.id }]) {
        for (let round = 0; round < 2; round++) {
          const answer = await call("deactivate", { ...ask(license), ...seat })
          expect(answer.status).toBe(200)
          expect(answer.body).toMatchObject({ valid: false, code: "DEACTIVATED" })
          expect(answer.body).not.toHaveProperty("lease")
          expect(answer.body).not.toHaveProperty("activation")
        }
      }
      expect(await desk().seatsTaken(license)).toBe(0)
      const never = await call("deactivate", { ...ask(license), activation_id: "lcact_unknown" })
      expect(never.body).toMatchObject({ code: "DEACTIVATED", license: { seats: { used: 0 } } })
      const events = await desk().sql(
        "SELECT 1 FROM license_center_event WHERE license_id = ? AND name = 'license.deactivated'",
        [license.id]
      )
      expect(events).toHaveLength(2)
    })

    it("deactivates the activation that is named, whatever device asks, and none of another license", async () => {
      const license = await desk().anActivation("mac-1")
      const second = await call("activate", { ...ask(license), fingerprint: "mac-2" })
      const foreign = await desk().anActivation("mac-1")
      const both = { fingerprint: "mac-1", activation_id: second.body.activation.id }
      await call("deactivate", { ...ask(license), ...both })
      expect((await call("validate", { ...ask(license), fingerprint: "mac-1" })).body.code).toBe("VALID")
      expect((await call("validate", { ...ask(license), fingerprint: "mac-2" })).body.code).toBe("NOT_ACTIVATED")
      await call("deactivate", { ...ask(license), activation_id: foreign.activation_id })
      expect((await call("validate", { ...ask(foreign), fingerprint: "mac-1" })).body.code).toBe("VALID")
    })

    it("rebinds from an activation id and from the old fingerprint", async () => {
      const license = await desk().anActivation("old", { seats: 1 })
      const byId = await call("rebind", {
        ...ask(license),
        from: license.activation_id,
        fingerprint: "new",
        name: "New Mac",
      })
      expect(byId.status).toBe(200)
      expect(byId.body).toMatchObject({
        code: "VALID",
        license: { seats: { used: 1 } },
        activation: { name: "New Mac" },
      })
      expect(byId.body.activation.id).not.toBe(license.activation_id)
      const byFingerprint = await call("rebind", { ...ask(license), from: "new", fingerprint: "newer" })
      expect(byFingerprint.body).toMatchObject({ code: "VALID", lease: expect.any(String) })
      const states = await Promise.all(
        ["old", "new", "newer"].map((fingerprint) => call("validate", { ...ask(license), fingerprint }))
      )
      expect(states.map(({ body }) => body.code)).toEqual(["NOT_ACTIVATED", "NOT_ACTIVATED", "VALID"])
      expect(await desk().seatsTaken(license)).toBe(1)
    })

    it("answers a rebind again when its answer was lost, without counting it twice", async () => {
      const license = await desk().anActivation("old", { rebind_limit: 1 })
      const move = { ...ask(license), from: "old", fingerprint: "new", nonce: "first" }
      const first = await call("rebind", move)
      for (const from of ["old", license.activation_id]) {
        const again = await call("rebind", { ...move, from, nonce: "again" })
        expect(again.status).toBe(200)
        expect(again.body).toMatchObject({ code: "VALID", activation: { id: first.body.activation.id } })
        expect(again.body.lease).toEqual(expect.any(String))
      }
      const same = await call("rebind", { ...ask(license), from: "new", fingerprint: "new" })
      expect(same.body.code).toBe("VALID")
      expect(await desk().sql("SELECT 1 FROM license_center_rebind WHERE license_id = ?", [license.id])).toHaveLength(1)
      const stranger = await call("rebind", { ...move, fingerprint: "stranger" })
      expect([stranger.status, stranger.body.code]).toEqual([409, "NOT_ACTIVATED"])
    })

    it("counts moves against the quota and says when the next one is possible", async () => {
      const license = await desk().anActivation("mac-0", { rebind_limit: 2, rebind_window: "P30D" })
      for (const [from, fingerprint] of [
        ["mac-0", "mac-1"],
        ["mac-1", "mac-2"],
      ]) {
        expect((await call("rebind", { ...ask(license), from, fingerprint })).status).toBe(200)
      }
      const third = { ...ask(license), from: "mac-2", fingerprint: "mac-3" }
      const refused = await call("rebind", third)
      const [oldest] = await desk().sql<{ id: string; rebound_at: Date }>(
        "SELECT id, rebound_at FROM license_center_rebind WHERE license_id = ? ORDER BY rebound_at LIMIT 1",
        [license.id]
      )
      const next_at = new Date(oldest!.rebound_at.getTime() + 30 * 86_400_000).toISOString()
      expect(refused.status).toBe(409)
      expect(refused.body).toMatchObject({
        valid: false,
        code: "REBIND_LIMIT_REACHED",
        rebinds: { limit: 2, used: 2, window: "P30D", next_at },
      })
      expect(refused.body).not.toHaveProperty("lease")
      await desk().sql("UPDATE license_center_rebind SET rebound_at = now() - interval '31 days' WHERE id = ?", [
        oldest!.id,
      ])
      expect((await call("rebind", third)).body.code).toBe("VALID")
    })
  })

  it("forgives how a key is written, in every call", async () => {
    const license = await desk().aLicense()
    const [prefix, ...groups] = license.key.split("-")
    const body = groups.join("")
    const spellings = [
      license.key.toLowerCase(),
      ` ${license.key}\n`,
      `${prefix}${body}`,
      license.key.replaceAll("-", " "),
      license.key.replaceAll("-", "–"),
      license.key.replaceAll("-", " — "),
      `${prefix}-${groups.join("-").replaceAll("0", "O").replaceAll("1", "I")}`,
      `${prefix}-${groups.join("-").replaceAll("0", "o").replaceAll("1", "l")}`.toLowerCase(),
      `\t${prefix} ${body.match(/.{1,4}/g)!.join("\u00a0")}`,
    ]
    const verdicts = []
    for (const key of spellings) {
      verdicts.push(await desk().verdict("activate", { ...ask(license), key, fingerprint: "mac-1" }))
      verdicts.push(await desk().verdict("validate", { ...ask(license), key, fingerprint: "mac-1" }))
      verdicts.push(await desk().verdict("rebind", { ...ask(license), key, fingerprint: "mac-1", from: "mac-1" }))
      verdicts.push(await desk().verdict("deactivate", { ...ask(license), key, activation_id: "lcact_none" }))
    }
    expect(new Set(verdicts)).toEqual(new Set(["201 VALID", "200 VALID", "200 DEACTIVATED"]))
    expect(verdicts.filter((verdict) => verdict.startsWith("201"))).toHaveLength(1)
  })

  it("can be called from any web page under its own prefix, without cookies", async () => {
    const preflight = await fetch(`${desk().url}/license-center/v1/validate`, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    })
    expect(preflight.status).toBeLessThan(300)
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*")
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull()
    const answer = await desk().call("validate", {}, { headers: { origin: "https://app.example" } })
    expect(answer.headers["access-control-allow-origin"]).toBe("*")
    expect(answer.headers).not.toHaveProperty("set-cookie")
  })

  it("asks for a publishable key under the store's prefix only", async () => {
    const refused = await fetch(`${desk().url}/store/license-center/validate`, { method: "POST" })
    expect(refused.status).toBe(400)
    expect((await refused.json()).message).toMatch(/x-publishable-api-key/)
  })
}
