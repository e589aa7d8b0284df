import { fromBase64Url, isObject, parseObject, UnsupportedCryptoError, utf8 } from "./encoding"
import type { LeaseClaims, LeaseHeader, LicensePublicKey, VerifySignature } from "./types"

type DecodedLease = {
  header: LeaseHeader
  claims: LeaseClaims
  data: Uint8Array
  signature: Uint8Array
}

export type ReadLease = { ok: true; claims: LeaseClaims } | { ok: false; detail: string }

export type LeaseExpectation = { product: string; fph: string; issuer?: string; nonce?: string }

/**
 * Reads a lease WITHOUT verifying it: for a support screen, never to decide anything.
 *
 * @returns null when it is not a lease
 */
export function decodeLease(token: string): { header: LeaseHeader; claims: LeaseClaims } | null {
  const decoded = decode(token)
  return decoded && { header: decoded.header, claims: decoded.claims }
}

/**
 * A reader that trusts only leases signed with one of these keys, for this product and device. It says nothing about
 * time: that is `judgeLease`.
 *
 * @throws TypeError when a key is not a public Ed25519 JWK with a `kid`
 */
export function createLeaseReader(publicKeys: readonly LicensePublicKey[], verify?: VerifySignature) {
  publicKeys.forEach(assertPublicKey)
  const check = verify ? forgiving(verify) : createWebVerifier()

  async function read(token: unknown, expected: LeaseExpectation): Promise<ReadLease> {
    const lease = typeof token === "string" ? decode(token) : null
    if (!lease) {
      return bad("it is not a lease")
    }
    const { header, claims } = lease
    // The algorithm is ours to choose, never the token's: "none" and HMAC with the public key are old attacks.
    if (header.alg !== "EdDSA" || header.typ !== "license+jwt" || "crit" in header) {
      return bad("it is of another type or algorithm")
    }
    const publicKey = publicKeys.find((key) => key.kid === header.kid)
    if (!publicKey) {
      return bad("it is signed with a key this software does not know")
    }
    if (!(await check({ data: lease.data, signature: lease.signature, publicKey }))) {
      return bad("its signature is wrong")
    }
    if (claims.aud !== expected.product) {
      return bad("it is for another product")
    }
    if (claims.fph !== expected.fph) {
      return bad("it is for another device")
    }
    if (expected.issuer !== undefined && claims.iss !== expected.issuer) {
      return bad("it is from another store")
    }
    if (expected.nonce !== undefined && claims.nonce !== expected.nonce) {
      return bad("it does not answer this question")
    }
    return { ok: true, claims }
  }

  return {
    read,
    /** @throws UnsupportedCryptoError before a seat is taken that could not be used */
    async assertSupported(): Promise<void> {
      const [publicKey] = publicKeys
      if (publicKey && !verify) {
        await check({ data: new Uint8Array(1), signature: new Uint8Array(64), publicKey })
      }
    },
  }
}

function bad(reason: string): ReadLease {
  return { ok: false, detail: `The lease is refused: ${reason}.` }
}

function decode(token: string): DecodedLease | null {
  const parts = token.length <= 16_384 ? token.split(".") : []
  const [head, body, tail] = parts
  if (parts.length !== 3 || !head || !body || !tail) {
    return null
  }
  const [headBytes, bodyBytes, signature] = [fromBase64Url(head), fromBase64Url(body), fromBase64Url(tail)]
  const header = headBytes && parseObject(headBytes)
  const claims = bodyBytes && parseObject(bodyBytes)
  if (!header || !claims || !signature || !hasClaims(claims)) {
    return null
  }
  return { header, claims, data: utf8(`${head}.${body}`), signature }
}

/** A claim of another type would slip through comparisons (`now > "x"` is false), so the shape is part of the proof. */
function hasClaims(claims: Record<string, unknown>): claims is LeaseClaims {
  const texts = [claims.aud, claims.sub, claims.aid, claims.fph]
  const times = [claims.iat, claims.exp, claims.grace]
  return (
    texts.every((text) => typeof text === "string" && text !== "") &&
    times.every((time) => typeof time === "number" && Number.isFinite(time) && time >= 0) &&
    [claims.lic_exp, claims.upd_until].every((time) => time === null || Number.isFinite(time)) &&
    (claims.on_exp === "stop" || claims.on_exp === "keep_running") &&
    Array.isArray(claims.ent) &&
    claims.ent.every((code) => typeof code === "string")
  )
}

function assertPublicKey(key: unknown): void {
  const ok =
    isObject(key) &&
    key.kty === "OKP" &&
    key.crv === "Ed25519" &&
    typeof key.kid === "string" &&
    typeof key.x === "string" &&
    fromBase64Url(key.x)?.length === 32
  if (!ok) {
    throw new TypeError("publicKeys: every entry must be a public Ed25519 JWK with `kid`, as jwks.json lists it.")
  }
}

/** Some libraries throw at a signature that is not well-formed, where others say no. */
function forgiving(verify: VerifySignature): VerifySignature {
  return async (input) => {
    try {
      return (await verify(input)) === true
    } catch {
      return false
    }
  }
}

/** Ed25519 by WebCrypto: Node 20, Deno, Chrome 137, Firefox 129, Safari 17. */
function createWebVerifier(): VerifySignature {
  const imported = new Map<string, Promise<CryptoKey>>()
  return async ({ data, signature, publicKey }) => {
    const subtle = globalThis.crypto?.subtle
    if (!subtle) {
      throw new UnsupportedCryptoError("WebCrypto is not available here. Pass `verify`.")
    }
    try {
      const jwk = { kty: publicKey.kty, crv: publicKey.crv, x: publicKey.x }
      const key = imported.get(publicKey.x) ?? subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"])
      imported.set(publicKey.x, key)
      return await subtle.verify(
        { name: "Ed25519" },
        await key,
        signature as Uint8Array<ArrayBuffer>,
        data as Uint8Array<ArrayBuffer>
      )
    } catch (error) {
      // Keys are checked when the client is made, so a failure here is the algorithm, not the key.
      throw new UnsupportedCryptoError(`Ed25519 is not available here (${String(error)}). Pass \`verify\`.`)
    }
  }
}
