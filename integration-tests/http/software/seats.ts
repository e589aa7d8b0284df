import { createHash } from "node:crypto"
import { ask, type Desk } from "./desk"

/** What a seat is: sites, spare copies, floating seats, unlimited ones, and who may see them. */
export function seatTests(desk: () => Desk): void {
  it("takes every way of writing a site's address for one site", async () => {
    const license = await desk().aLicense({ activation_kind: "site", seats: 1 })
    const sites = [
      "https://www.Bücher.example:8443/",
      "bücher.example",
      "http://BÜCHER.example",
      "xn--bcher-kva.example",
      "https://www.xn--bcher-kva.example:443/?page=1#top",
      "//bu\u0308cher.example//",
    ]
    const verdicts = []
    for (const fingerprint of sites) {
      verdicts.push(await desk().verdict("activate", { ...ask(license), fingerprint }))
      const { body } = await desk().call("validate", { ...ask(license), fingerprint })
      const claims = JSON.parse(Buffer.from(body.lease.split(".")[1], "base64url").toString())
      expect(claims.fph).toBe(createHash("sha256").update("xn--bcher-kva.example").digest("base64url"))
    }
    expect(verdicts).toEqual(["201 VALID", ...sites.slice(1).map(() => "200 VALID")])
    expect(await desk().verdict("activate", { ...ask(license), fingerprint: "shop.example" })).toBe(
      "409 SEAT_LIMIT_REACHED"
    )
    await desk().call("deactivate", { ...ask(license), fingerprint: "HTTPS://BÜCHER.EXAMPLE/" })
    expect(await desk().seatsTaken(license)).toBe(0)
  })

  it("knows a site without a dot again, however odd its name is", async () => {
    const license = await desk().aLicense({ activation_kind: "site", seats: null })
    for (const fingerprint of [
      "intranet",
      "localhost:3000",
      "bücher",
      "127",
      "user@wiki",
      "wiki?x",
      "[::1]:80",
      "ｗｉｋｉ２",
    ]) {
      const first = await desk().verdict("activate", { ...ask(license), fingerprint })
      const again = await desk().verdict("activate", { ...ask(license), fingerprint })
      expect([fingerprint, first.slice(4), again]).toEqual([fingerprint, "VALID", "200 VALID"])
    }
  })

  it("says which field is wrong when a site's address is none", async () => {
    const license = await desk().aLicense({ activation_kind: "site" })
    for (const call of ["activate", "validate", "deactivate", "rebind"] as const) {
      const answer = await desk().call(call, { ...ask(license), fingerprint: "https://?", from: "shop.example" })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({
        code: "INVALID_REQUEST",
        errors: [{ field: "fingerprint", message: expect.any(String) }],
      })
    }
  })

  it("gives development and staging copies no seat, up to the plan's number", async () => {
    const license = await desk().aLicense({ seats: 1, spare_activations: 2 })
    const activate = (fingerprint: string, environment?: string) =>
      desk().call("activate", { ...ask(license), fingerprint, ...(environment && { environment }) })
    const answers = [
      await activate("staging", "staging"),
      await activate("laptop", "development"),
      await activate("third", "development"),
      await activate("fourth", "staging"),
      await activate("live"),
    ]
    expect(answers.map(({ status, body }) => [status, body.license.seats.used])).toEqual([
      [201, 0],
      [201, 0],
      [201, 1],
      [409, 1],
      [409, 1],
    ])
    // A copy that goes live needs a seat, and there is none; without a word on it, it stays what it is.
    expect((await activate("staging", "production")).body.code).toBe("SEAT_LIMIT_REACHED")
    expect((await activate("staging")).body).toMatchObject({ code: "VALID", license: { seats: { used: 1 } } })
    await desk().call("deactivate", { ...ask(license), fingerprint: "third" })
    expect((await activate("staging", "production")).body).toMatchObject({
      code: "VALID",
      license: { seats: { used: 1 } },
    })
  })

  it("keeps a spare copy spare when it moves", async () => {
    const license = await desk().aLicense({ seats: 1 })
    await desk().call("activate", { ...ask(license), fingerprint: "laptop", environment: "development" })
    await desk().call("activate", { ...ask(license), fingerprint: "live" })
    const moved = await desk().call("rebind", { ...ask(license), from: "laptop", fingerprint: "new-laptop" })
    expect(moved.body).toMatchObject({ code: "VALID", license: { seats: { limit: 1, used: 1 } } })
  })

  it("returns a floating seat that was silent, and keeps one that speaks", async () => {
    const license = await desk().anActivation("first", {
      activation_kind: "floating",
      floating_timeout: "PT30M",
      seats: 1,
    })
    const silent = (minutes: number) =>
      desk().sql(
        "UPDATE license_center_activation SET last_seen_at = now() - make_interval(mins => ?) WHERE license_id = ? AND deactivated_at IS NULL",
        [minutes, license.id]
      )
    const verdict = (call: "activate" | "validate", fingerprint: string) =>
      desk().verdict(call, { ...ask(license), fingerprint })

    await silent(29)
    expect(await verdict("activate", "second")).toBe("409 SEAT_LIMIT_REACHED")
    expect(await verdict("validate", "first")).toBe("200 VALID")
    const [{ seconds } = { seconds: NaN }] = await desk().sql<{ seconds: number }>(
      "SELECT extract(epoch FROM now() - last_seen_at)::int AS seconds FROM license_center_activation WHERE license_id = ?",
      [license.id]
    )
    expect(seconds).toBeLessThan(30)

    await silent(31)
    expect(await verdict("validate", "first")).toBe("200 NOT_ACTIVATED")
    expect(await verdict("activate", "second")).toBe("201 VALID")
    expect(await verdict("activate", "first")).toBe("409 SEAT_LIMIT_REACHED")
    const seats = await desk().sql(
      "SELECT deactivated_reason FROM license_center_activation WHERE license_id = ? ORDER BY activated_at",
      [license.id]
    )
    expect(seats).toEqual([{ deactivated_reason: "floating_timeout" }, { deactivated_reason: null }])

    await silent(31)
    expect(await verdict("activate", "second")).toBe("201 VALID")
  })

  it("has no limit where the plan has none", async () => {
    const license = await desk().aLicense({ seats: null })
    for (let device = 1; device <= 7; device++) {
      const { body } = await desk().call("activate", { ...ask(license), fingerprint: `mac-${device}` })
      expect(body.license.seats).toEqual({ limit: null, used: device })
    }
  })

  it("shows the devices of a full license to key holders, where the plan allows it", async () => {
    for (const devices_visible_to of ["owner", "key_holder"] as const) {
      const license = await desk().aLicense({ seats: 2, devices_visible_to })
      for (const name of ["Studio Mac", "Old laptop"]) {
        await desk().call("activate", { ...ask(license), fingerprint: name, name, platform: "darwin" })
      }
      await desk().call("activate", { ...ask(license), fingerprint: "copy", environment: "development" })
      const { body } = await desk().call("activate", { ...ask(license), fingerprint: "third" })
      expect(body.code).toBe("SEAT_LIMIT_REACHED")
      const device = { id: expect.stringMatching(/^lcact_/), platform: "darwin", last_seen_at: expect.any(String) }
      expect(body.devices).toEqual(
        devices_visible_to === "owner"
          ? undefined
          : [
              { ...device, name: "Studio Mac" },
              { ...device, name: "Old laptop" },
            ]
      )
      // The list is for choosing which one to replace: its ids are good for a rebind.
      if (body.devices) {
        const from = body.devices[1].id
        const moved = await desk().call("rebind", { ...ask(license), from, fingerprint: "third" })
        expect(moved.body).toMatchObject({ code: "VALID", license: { seats: { used: 2 } } })
      }
    }
  })
}
