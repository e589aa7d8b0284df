import { badRequests, type RawRequest } from "./bad-bodies"
import { ask, CALLS, PREFIXES, type Call, type Desk, type Prefix } from "./desk"

/** Requests that are not of the form: 400 with a code and the fields, never a 5xx, and nothing is written. */
export function malformedTests(desk: () => Desk): void {
  const cases = PREFIXES.flatMap((prefix) => CALLS.map((call) => [prefix, call] as [Prefix, Call]))

  async function send(prefix: Prefix, call: Call, { body, headers }: RawRequest): Promise<string> {
    const response = await fetch(`${desk().url}${prefix}/${call}`, {
      method: "POST",
      headers: { ...desk().headers(prefix), "content-type": "application/json", ...headers },
      body: body as BodyInit,
    })
    const answer = await response.json().catch(() => ({}))
    const fields = Array.isArray(answer.errors) && answer.errors.length > 0 && "valid" in answer && !answer.valid
    const cached = response.headers.get("cache-control") === "no-store" ? "" : " without no-store"
    return `${response.status} ${answer.code}${fields ? "" : " without errors"}${cached}`
  }

  it.each(cases)("%s/%s refuses every malformed request and writes nothing", async (prefix, call) => {
    const license = await desk().anActivation("held")
    const good = { ...ask(license), fingerprint: "held", ...(call === "rebind" && { from: "held" }) }
    const requests = badRequests(good)
    expect(Object.keys(requests).length).toBeGreaterThan(100)
    const before = await desk().everything()
    const wrong: Record<string, string> = {}
    for (const [name, request] of Object.entries(requests)) {
      const answer = await send(prefix, call, request)
      if (answer !== "400 INVALID_REQUEST") {
        wrong[name] = answer
      }
    }
    expect(wrong).toEqual({})
    expect(await desk().everything()).toEqual(before)
    expect({}).not.toHaveProperty("polluted")
    // The server is well, and the body that all of them were made from is a good one.
    const fine = await desk().call(call, good, { prefix })
    expect(fine.status).toBe(200)
  })

  it("refuses optional fields of the wrong form as well", async () => {
    const license = await desk().aLicense()
    const bad: [Call, string, unknown][] = [
      ["activate", "environment", "prod"],
      ["activate", "environment", "__proto__"],
      ["activate", "environment", {}],
      ["activate", "name", 5],
      ["activate", "name", ""],
      ["activate", "platform", ["darwin"]],
      ["activate", "version", 2.1],
      ["activate", "nonce", "n".repeat(4097)],
      ["validate", "version", "\0"],
      ["validate", "nonce", true],
      ["deactivate", "activation_id", 7],
      ["deactivate", "activation_id", "a\0"],
      ["rebind", "from", undefined],
      ["rebind", "from", {}],
      ["rebind", "from", "\ud800"],
      ["rebind", "name", []],
    ]
    const before = await desk().everything()
    for (const [call, field, value] of bad) {
      const body = { ...ask(license), fingerprint: "mac-1", from: "mac-0", [field]: value }
      const answer = await desk().call(call, body)
      expect([field, answer.status, answer.body.code]).toEqual([field, 400, "INVALID_REQUEST"])
      expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
    }
    expect(await desk().everything()).toEqual(before)
  })

  it("names every wrong field at once", async () => {
    const { body } = await desk().call("rebind", { product: 1, fingerprint: "" })
    expect(body.errors).toEqual([
      { field: "key", message: "is required" },
      { field: "product", message: "must be a string" },
      { field: "from", message: "is required" },
      { field: "fingerprint", message: "must not be empty" },
    ])
    const either = await desk().call("deactivate", { key: "x", product: "y" })
    expect(either.body.errors).toEqual([{ field: "fingerprint", message: "fingerprint or activation_id is required" }])
  })

  it("takes odd but well-formed values for what they are", async () => {
    const license = await desk().aLicense()
    for (const value of ["__proto__", "constructor", "' OR 1=1 --", "$1", "?", "%00", "\u202e", "x".repeat(4096)]) {
      expect(await desk().verdict("activate", { ...ask(license), product: value, fingerprint: "mac-1" })).toBe(
        "404 NOT_FOUND"
      )
      expect(await desk().verdict("validate", { ...ask(license), fingerprint: value })).toBe("200 NOT_ACTIVATED")
      expect(await desk().verdict("activate", { ...ask(license), fingerprint: value, name: value })).toMatch(
        /^(201 VALID|409 SEAT_LIMIT_REACHED)$/
      )
    }
    const [{ names } = { names: [] }] = await desk().sql<{ names: string[] }>(
      "SELECT array_agg(name ORDER BY activated_at) AS names FROM license_center_activation WHERE license_id = ?",
      [license.id]
    )
    expect(names).toEqual(["__proto__", "constructor", "' OR 1=1 --", "$1", "?"])
  })

  it.each(PREFIXES)(
    "refuses a path under %s that cannot be decoded, in the form of every other answer",
    async (prefix) => {
      const headers = desk().headers(prefix)
      for (const path of [
        "%zz",
        "%",
        "validate%zz",
        "validate/%E0%A4%A",
        "activate/%ff",
        "updates/%2",
        "jwks.json%c0%af",
      ]) {
        for (const method of ["GET", "POST", "PUT", "DELETE"]) {
          const response = await fetch(`${desk().url}${prefix}/${path}`, { method, headers })
          const body = await response.json()
          expect([path, method, response.status, body.code]).toEqual([path, method, 400, "INVALID_REQUEST"])
          expect(body).toMatchObject({
            valid: false,
            errors: [{ field: "", message: expect.stringMatching(/percent/) }],
          })
          expect(response.headers.get("cache-control")).toBe("no-store")
        }
      }
      // What can be decoded is looked up as ever.
      const decodable = await fetch(`${desk().url}${prefix}/100%25`, { headers })
      expect(decodable.status).toBe(404)
    }
  )
}
