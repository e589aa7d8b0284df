import { createPublicKey, verify as nodeVerify, webcrypto, type JsonWebKey } from "node:crypto"
import { SignJWT } from "jose"
import { createLeaseReader, decodeLease } from "../lease"
import { checkKey } from "../key"
import type { LeaseClaims, VerifySignature } from "../types"
import {
  aScenario,
  aSigningKey,
  DAY,
  FINGERPRINT,
  fphOf,
  KEY,
  PRODUCT,
  signLease,
  someClaims,
  START,
  type Scenario,
} from "./fixtures"

const expected = { product: PRODUCT, fph: fphOf(FINGERPRINT) }
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("reading a lease", () => {
  let key: Awaited<ReturnType<typeof aSigningKey>>
  let token: string
  let reader: ReturnType<typeof createLeaseReader>

  beforeAll(async () => {
    key = await aSigningKey("k1")
    token = await signLease(someClaims(), key)
    reader = createLeaseReader([(await aSigningKey("k0")).jwk, key.jwk])
  })

  it("accepts one signed with any of the embedded keys", async () => {
    expect(await reader.read(token, expected)).toEqual({ ok: true, claims: someClaims() })
  })

  it.each(Object.keys(someClaims()))("refuses one whose %s was changed after signing", async (claim) => {
    const [head, , signature] = token.split(".")
    const value = someClaims()[claim as keyof LeaseClaims]
    const changed =
      typeof value === "number" ? value + 1 : Array.isArray(value) ? ["all"] : value === null ? 4e9 : "other"
    const body = encode({ ...someClaims(), [claim]: changed })
    expect(await reader.read(`${head}.${body}.${signature}`, expected)).toMatchObject({ ok: false })
  })

  it.each([
    ["aud", { aud: "formsmith" }],
    ["fph", { fph: fphOf("device-2") }],
    ["exp of another type", { exp: "9999999999" as unknown as number }],
    ["grace below zero", { grace: -1 }],
    ["on_exp unknown", { on_exp: "never" as "stop" }],
    ["ent of another type", { ent: "sync" as unknown as string[] }],
  ])("refuses a genuine signature with the wrong %s", async (_, changes) => {
    expect(await reader.read(await signLease(someClaims(changes), key), expected)).toMatchObject({ ok: false })
  })

  it.each([["iss"], ["nonce"]])("refuses another %s when one is expected", async (claim) => {
    const more = claim === "iss" ? { issuer: "https://else.example.com" } : { nonce: "n1" }
    expect(await reader.read(token, { ...expected, ...more })).toMatchObject({ ok: false })
  })

  it("refuses every other algorithm, type and key", async () => {
    const [, body, signature] = token.split(".")
    const header = { alg: "EdDSA", typ: "license+jwt", kid: "k1" }
    const hmac = await new SignJWT({ ...someClaims() })
      .setProtectedHeader({ ...header, alg: "HS256" })
      .sign(Buffer.from(key.jwk.x, "base64url"))
    const impostor = await aSigningKey("k1")
    const forged = [
      `${encode({ ...header, alg: "none" })}.${body}.`,
      `${encode({ ...header, alg: "none" })}.${body}.${signature}`,
      hmac,
      await signLease(someClaims(), key, { typ: "JWT" }),
      await signLease(someClaims(), key, { kid: "k9" }),
      await signLease(someClaims(), impostor),
      `${encode({ ...header, crit: ["x"] })}.${body}.${signature}`,
    ]
    for (const lease of forged) {
      expect(await reader.read(lease, expected)).toMatchObject({ ok: false })
    }
  })

  it("refuses a signature with one bit or one letter changed, and whatever is not a lease", async () => {
    const signature = token.split(".")[2] ?? ""
    const last = signature.at(-1) === "A" ? "B" : "A"
    const flipped = Buffer.from(signature, "base64url")
    flipped[10] = (flipped[10] ?? 0) ^ 1
    const stem = token.slice(0, -signature.length)
    const broken = [
      stem + signature.slice(0, -1) + last,
      stem + flipped.toString("base64url"),
      stem,
      token + "=",
      token + ".x",
      "",
      "a.b.c",
      "..",
      "[].[].[]",
      null,
      undefined,
      {},
      "x".repeat(20_000),
    ]
    for (const lease of broken) {
      expect(await reader.read(lease, expected)).toMatchObject({ ok: false })
    }
  })

  it("can be decoded without trust, and answers null for anything else", () => {
    expect(decodeLease(token)).toEqual({
      header: { alg: "EdDSA", typ: "license+jwt", kid: "k1" },
      claims: someClaims(),
    })
    expect(decodeLease("no.lease.here")).toBeNull()
  })

  it("takes only public Ed25519 keys with a kid", () => {
    const { kid, ...nameless } = key.jwk
    expect(kid).toBe("k1")
    for (const jwk of [nameless, { ...key.jwk, crv: "X25519" }, { ...key.jwk, x: "short" }, null]) {
      expect(() => createLeaseReader([jwk as never])).toThrow(TypeError)
    }
  })
})

describe("where WebCrypto is missing", () => {
  const nodeCrypto: VerifySignature = ({ data, signature, publicKey }) =>
    nodeVerify(null, data, createPublicKey({ key: publicKey as JsonWebKey, format: "jwk" }), signature)

  const withSubtle = (subtle: unknown) => {
    const getRandomValues = (array: Uint8Array) => webcrypto.getRandomValues(array)
    Object.defineProperty(globalThis, "crypto", { value: { getRandomValues, subtle }, configurable: true })
  }

  const withoutEd25519 = {
    digest: (name: string, data: Uint8Array<ArrayBuffer>) => webcrypto.subtle.digest(name, data),
    // The fake server signs in this process, too.
    sign: webcrypto.subtle.sign.bind(webcrypto.subtle),
    importKey: () => Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError")),
  }

  let scenario: Scenario
  beforeEach(async () => {
    scenario = await aScenario()
  })
  afterEach(async () => {
    Object.defineProperty(globalThis, "crypto", { value: webcrypto, configurable: true })
    await scenario.server.stop()
  })

  it("says UNSUPPORTED_CRYPTO before it takes a seat that could not be used", async () => {
    const { client, server } = scenario
    for (const subtle of [withoutEd25519, undefined]) {
      withSubtle(subtle)
      expect(await client.activate(KEY)).toMatchObject({ ok: false, valid: false, code: "UNSUPPORTED_CRYPTO" })
    }
    expect(await checkKey(KEY)).toMatchObject({ ok: false, code: "UNSUPPORTED_CRYPTO" })
    expect(server.calls).toHaveLength(0)
  })

  it("works with an injected verify, which is believed when it says no", async () => {
    withSubtle(withoutEd25519)
    const client = scenario.newClient({ verify: nodeCrypto })
    expect(await client.activate(KEY)).toMatchObject({ valid: true, code: "VALID" })
    expect(await client.check()).toMatchObject({ valid: true, source: "lease" })
    for (const verify of [() => false, () => Promise.reject(new Error("bad signature"))]) {
      const refused = await scenario.newClient({ verify }).check({ refresh: false })
      expect(refused).toMatchObject({ valid: false, code: "INVALID_LEASE" })
    }
  })
})

describe("client.verifyLease", () => {
  it("verifies and judges a lease as of now", async () => {
    const { client, server, key, clock } = await aScenario({ issuer: "https://shop.example.com" })
    const token = await signLease(someClaims(), key)
    expect(await client.verifyLease(token)).toMatchObject({ valid: true, code: "VALID", lease: { ent: ["sync"] } })
    clock.ms = START + 22 * DAY * 1000
    expect(await client.verifyLease(token)).toMatchObject({ valid: false, code: "LEASE_EXPIRED" })
    expect(await client.verifyLease(token + "x")).toMatchObject({ valid: false, code: "INVALID_LEASE" })
    await server.stop()
  })
})
