import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey as JoseKey } from "jose"
import { generateKey } from "../../lib/license-key"
import { createLicenseClient } from "../client"
import type { LeaseClaims, LicenseClientOptions, LicensePublicKey, LicenseStorage } from "../types"

export const PRODUCT = "nimbus-notes"
export const FINGERPRINT = "device-1"
export const DAY = 86_400
export const KEY = generateKey("NIMBUS")
/** A whole second, so that `iat` and the clock agree. */
export const START = Date.UTC(2026, 10, 24, 12)

export const fphOf = (fingerprint: string) => createHash("sha256").update(fingerprint).digest("base64url")

export async function aSigningKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true })
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } as LicensePublicKey }
}

export function someClaims(changes: Partial<LeaseClaims> = {}): LeaseClaims {
  const iat = START / 1000
  return {
    iss: "https://shop.example.com",
    aud: PRODUCT,
    sub: "lclic_1",
    aid: "lcact_1",
    fph: fphOf(FINGERPRINT),
    plan: "team",
    ent: ["sync"],
    lic_exp: null,
    upd_until: null,
    grace: 7 * DAY,
    on_exp: "stop",
    nonce: null,
    iat,
    exp: iat + 14 * DAY,
    ...changes,
  }
}

export function signLease(
  claims: object,
  key: { kid: string; privateKey: JoseKey },
  header: Record<string, unknown> = {}
): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "EdDSA", typ: "license+jwt", kid: key.kid, ...header })
    .sign(key.privateKey)
}

export function aStorage(text: string | null = null) {
  const storage = {
    text,
    load: () => storage.text,
    save: (saved: string) => void (storage.text = saved),
    clear: () => void (storage.text = null),
  }
  return storage satisfies LicenseStorage & { text: string | null }
}

type Call = { path: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> }
type Reply = (call: Call, response: ServerResponse) => void | Promise<void>

/** A license server of one reply: `server.reply = …` says how it answers from now on. */
export async function aServer() {
  const calls: Call[] = []
  const http = createServer((request, response) => {
    let text = ""
    request.on("data", (chunk) => (text += chunk))
    request.on("end", () => {
      const call = { path: request.url ?? "", headers: request.headers, body: JSON.parse(text || "{}") as Call["body"] }
      calls.push(call)
      void server.reply(call, response)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const server = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    calls,
    reply: json(500, {}) as Reply,
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return server
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Reply {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
  }
}

export function html(status: number): Reply {
  return (_, response) => {
    response.writeHead(status, { "content-type": "text/html" }).end("<!doctype html><title>Hotel Wi-Fi</title>")
  }
}

export const refusal = (status: number, code: string, more: object = {}) =>
  json(status, { valid: false, code, detail: `${code} it is.`, ...more })

/** Everything a scenario needs: a server with its key, a clock to move and a client on a device. */
export async function aScenario(options: Partial<LicenseClientOptions> = {}) {
  const server = await aServer()
  const key = await aSigningKey("k1")
  const storage = aStorage()
  const clock = { ms: START, server: () => clock.ms }

  const grant = (changes: Partial<LeaseClaims> = {}, code = "VALID"): Reply => {
    return async (call, response) => {
      const iat = Math.floor(clock.server() / 1000)
      const nonce = call.body.nonce as string
      const lease = await signLease(someClaims({ iat, exp: iat + 14 * DAY, nonce, ...changes }), key)
      json(call.path.endsWith("/activate") ? 201 : 200, {
        valid: true,
        code,
        detail: "The license is valid.",
        license: { id: "lclic_1", status: "active", seats: { limit: 5, used: 1 } },
        activation: { id: "lcact_1", name: "Studio" },
        lease,
        help_url: "https://shop.example.com/help",
      })(call, response)
    }
  }

  const newClient = (changes: Partial<LicenseClientOptions> = {}) =>
    createLicenseClient({
      baseUrl: server.url,
      product: PRODUCT,
      publicKeys: [key.jwk],
      storage,
      fingerprint: FINGERPRINT,
      now: () => clock.ms,
      timeoutMs: 2000,
      ...options,
      ...changes,
    })

  server.reply = grant()
  return { server, key, storage, clock, grant, newClient, client: newClient() }
}

export type Scenario = Awaited<ReturnType<typeof aScenario>>
