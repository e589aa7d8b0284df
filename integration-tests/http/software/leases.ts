import { createHash } from "node:crypto"
import type { JSONWebKeySet } from "jose"
import { ask, PREFIXES, type Desk } from "./desk"

/** An ES module only. Node can require it and jest cannot, so it is Node that does. */
const { createLocalJWKSet, jwtVerify } = process.getBuiltinModule("node:module").createRequire(__filename)(
  "jose"
) as typeof import("jose")

const DAY = 86_400
const fph = (fingerprint: string) => createHash("sha256").update(fingerprint).digest("base64url")

/** Leases, as a sold program reads them: with a library that never heard of this plugin. */
export function leaseTests(desk: () => Desk): void {
  async function verify(lease: string, audience: string) {
    const keys = createLocalJWKSet((await desk().jwks()) as JSONWebKeySet)
    return jwtVerify(lease, keys, {
      algorithms: ["EdDSA"],
      typ: "license+jwt",
      issuer: desk().licensing.options.store_url,
      audience,
    })
  }

  it("publishes one signing key and the next one, and nothing private", async () => {
    for (const prefix of PREFIXES) {
      const { keys } = await desk().jwks(prefix)
      expect(keys).toHaveLength(2)
      for (const key of keys) {
        expect(key).toEqual({
          kty: "OKP",
          crv: "Ed25519",
          alg: "EdDSA",
          use: "sig",
          kid: expect.stringMatching(/^[\w-]{16}$/),
          x: expect.stringMatching(/^[\w-]{43}$/),
        })
      }
    }
  })

  it("signs a lease whose every claim is what the license says", async () => {
    const license = await desk().aLicense({
      code: "lease-claims",
      lease_ttl: "P3D",
      grace: "P2D",
      updates_term: "P6M",
      entitlements: ["sync", "export:pdf"],
    })
    const before = Math.floor(Date.now() / 1000)
    const body = { ...ask(license), fingerprint: " Mac-1 ", nonce: "n-\u{1F511}" }
    const activated = (await desk().call("activate", body)).body
    const { payload, protectedHeader } = await verify(activated.lease, license.product)
    const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000)
    expect(payload).toEqual({
      iss: "https://licenses.example",
      aud: license.product,
      sub: license.id,
      aid: activated.activation.id,
      fph: fph("Mac-1"),
      plan: "lease-claims",
      ent: ["sync", "export:pdf"],
      lic_exp: seconds(activated.license.expires_at),
      upd_until: seconds(activated.license.updates_until),
      grace: 2 * DAY,
      on_exp: "stop",
      nonce: "n-\u{1F511}",
      iat: expect.any(Number),
      exp: payload.iat! + 3 * DAY,
    })
    expect(payload.iat).toBeGreaterThanOrEqual(before)
    expect(payload.iat).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000))
    const { keys } = await desk().jwks()
    expect(protectedHeader).toEqual({ alg: "EdDSA", typ: "license+jwt", kid: expect.any(String) })
    expect(keys.map((key) => key.kid)).toContain(protectedHeader.kid)
  })

  it("leaves out what the license has no end of, and a nonce that was not sent", async () => {
    const plan = { term: null, on_expiry: "keep_running" as const, entitlements: [], grace: "P0D", lease_ttl: "PT1H" }
    const license = await desk().anActivation("mac-1", plan)
    const { payload } = await verify(license.lease, license.product)
    expect(payload).toMatchObject({ lic_exp: null, upd_until: null, grace: 0, ent: [], on_exp: "keep_running" })
    expect(payload).not.toHaveProperty("nonce")
    expect(payload.exp! - payload.iat!).toBe(3600)
  })

  it("echoes the nonce of each call, and binds the lease to the device that asks", async () => {
    const license = await desk().anActivation("mac-1")
    const calls = [
      ["activate", { fingerprint: "mac-1" }, "mac-1"],
      ["validate", { fingerprint: "mac-1" }, "mac-1"],
      ["rebind", { from: "mac-1", fingerprint: "mac-2" }, "mac-2"],
    ] as const
    for (const [call, body, device] of calls) {
      const answer = await desk().call(call, { ...ask(license), ...body, nonce: `nonce of ${call}` })
      const { payload } = await verify(answer.body.lease, license.product)
      expect(payload).toMatchObject({ nonce: `nonce of ${call}`, fph: fph(device), aid: answer.body.activation.id })
    }
  })

  it("signs for the handle that was asked for, also when the product has a new one", async () => {
    const product = desk().aProduct()
    const license = await desk().aLicense({}, product)
    await desk().call("activate", { ...ask(license), fingerprint: "mac-1" })
    const renamed = `${product.handle}-pro`
    await desk().licensing.syncProducts([{ ...product, handle: renamed, title: "Nimbus Notes Pro" }])
    const seen: Record<string, string> = {}
    for (const name of [product.handle, renamed, product.id]) {
      const { body } = await desk().call("validate", { key: license.key, product: name, fingerprint: "mac-1" })
      seen[name] = (await verify(body.lease, name === product.id ? renamed : name)).payload.aud as string
      expect(body.license.product).toEqual({ handle: renamed, title: "Nimbus Notes Pro" })
    }
    expect(seen).toEqual({ [product.handle]: product.handle, [renamed]: renamed, [product.id]: renamed })
  })

  it("does not verify after a change of a single character", async () => {
    const license = await desk().anActivation("mac-1")
    const [header, payload, signature] = license.lease.split(".") as [string, string, string]
    const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ent: ["everything"] }
    const forged = Buffer.from(JSON.stringify(claims)).toString("base64url")
    await expect(verify(`${header}.${forged}.${signature}`, license.product)).rejects.toThrow(/signature/)
    const none = Buffer.from('{"alg":"none","typ":"license+jwt"}').toString("base64url")
    await expect(verify(`${none}.${forged}.`, license.product)).rejects.toThrow()
  })
}
