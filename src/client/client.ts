import { makeNonce, sha256Base64Url, UnsupportedCryptoError, webSha256 } from "./encoding"
import { normalizeFingerprint } from "./fingerprint"
import { judgeLease } from "./judge"
import { checkKey } from "./key"
import { createLeaseReader } from "./lease"
import { clientRefusal, infoFrom, infoFromState, leaseResult, serverRefusal } from "./results"
import { highestSeen, markSeen, parseState, type StoredState } from "./state"
import { createTransport, type Answer } from "./transport"
import { askForSeat } from "./rebind-requests"
import { askForUpdate } from "./updates"
import type { InvalidResult, LicenseClient, LicenseClientOptions, LicenseResult } from "./types"

type Call = "activate" | "validate" | "rebind" | "deactivate"
type Device = { fingerprint: string; fph: string }
type Verdict = Extract<Answer, { kind: "verdict" }>

/** The server refuses blank fields; a device without a name is no reason to refuse its license. */
const filled = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === "string" && value.trim() !== ""))

/** These say something of the license itself, whichever call they answer. */
const ENDS_LICENSE = new Set<string>(["EXPIRED", "SUSPENDED", "REVOKED", "NOT_FOUND", "MALFORMED_KEY"])
/** These say something of this device; on a rebind they speak of the other one. */
const ENDS_SEAT = new Set<string>(["NOT_ACTIVATED", "SEAT_LIMIT_REACHED"])
/** How far the clock must have moved on before that is worth writing to disk. */
const SEEN_STEP_MS = 60_000

class StorageError extends Error {}

/**
 * The license client of one product on one device. Make one and keep it: it remembers what the server asked for
 * (`Retry-After`), lets calls wait for each other, and answers `check()` calls made at the same time once.
 *
 * Its methods answer with a `LicenseResult` and do not throw for anything the network, the server or the stored text
 * does. What the host's own `fingerprint` throws comes through.
 *
 * @throws TypeError for options it cannot work with
 * @example
 * const client = createLicenseClient({ baseUrl, product: "nimbus-notes", publicKeys, storage, fingerprint })
 * const result = await client.check()
 * if (!result.valid) showActivation(result.code, result.detail)
 */
export function createLicenseClient(options: LicenseClientOptions): LicenseClient {
  const { product, storage, issuer } = options
  if (!/^https?:\/\/[^/]/.test(options.baseUrl)) {
    throw new TypeError("baseUrl must be an http(s) address.")
  }
  if (!product || !options.publicKeys?.length) {
    throw new TypeError("product and at least one public key are required.")
  }
  const now = options.now ?? Date.now
  const sha256 = options.sha256 ?? webSha256
  const reader = createLeaseReader(options.publicKeys, options.verify)
  const transport = createTransport({
    baseUrl: options.baseUrl,
    publishableKey: options.publishableKey,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now,
    timeoutMs: options.timeoutMs ?? 10_000,
  })

  async function device(): Promise<Device> {
    const { fingerprint: given, fingerprintKind = "device" } = options
    const fingerprint = normalizeFingerprint(typeof given === "function" ? await given() : given, fingerprintKind)
    return { fingerprint, fph: await sha256Base64Url(fingerprint, sha256) }
  }

  async function load(): Promise<StoredState | null> {
    try {
      return parseState(await storage.load(), product)
    } catch (error) {
      throw new StorageError("The stored license could not be read.", { cause: error })
    }
  }

  /** An answer is worth more than the disk: what saving throws goes along with it. */
  async function stored<R extends LicenseResult>(result: R, write: () => Promise<void> | void): Promise<R> {
    try {
      await write()
      return result
    } catch (error) {
      return { ...result, storage_error: error }
    }
  }

  async function save(state: Omit<StoredState, "seen">, at: number, fph: string): Promise<void> {
    const text: StoredState = { ...state, seen: await markSeen(at, state.lease, fph, sha256) }
    await storage.save(JSON.stringify(text))
  }

  /** What this device knows by itself. */
  async function offline(state: StoredState | null, fph: string) {
    if (!state) {
      return { result: clientRefusal("NO_LICENSE", "No license is stored on this device."), refresh_due: false }
    }
    const info = infoFromState(state)
    if (!state.lease) {
      const { code, detail } = state.refused ?? { code: "NOT_ACTIVATED" as const, detail: "There is no lease here." }
      return { result: { ...clientRefusal(code, detail), ...info }, refresh_due: true }
    }
    const read = await reader.read(state.lease, { product, fph, issuer })
    if (!read.ok) {
      return { result: { ...clientRefusal("INVALID_LEASE", read.detail), ...info }, refresh_due: true }
    }
    const seen = await highestSeen(state, fph, sha256)
    const moment = now()
    const verdict = judgeLease(read.claims, moment, seen)
    const result = { ...leaseResult(read.claims, state.lease, verdict), ...info }
    const unmoved = verdict.code === "CLOCK_SET_BACK" || moment < seen + SEEN_STEP_MS
    return {
      result: unmoved ? result : await stored(result, () => save(state, moment, fph)),
      refresh_due: verdict.refresh_due,
    }
  }

  /** The server could not be asked, or gave nothing to rely on: the stored lease decides whether the software runs. */
  async function fallBack(
    call: Call,
    key: string,
    state: StoredState | null,
    fph: string,
    failure: Pick<InvalidResult, "code" | "detail" | "server" | "source" | "retry_after_s" | "errors">
  ): Promise<LicenseResult> {
    const { result } = await offline(state, fph)
    const { server, retry_after_s } = failure
    const sameKey = state?.key === key
    if (result.valid) {
      // This device holds its seat already, so an activation of the same key has nothing left to do.
      const ok = sameKey && (call === "activate" || call === "validate")
      return { ...result, ok, detail: `${result.detail} ${failure.detail}`, server, retry_after_s }
    }
    if (call === "validate" && state && server !== "untrusted") {
      return { ...result, detail: `${result.detail} ${failure.detail}`, server, retry_after_s }
    }
    return { ok: false, valid: false, ...failure }
  }

  async function granted(
    call: Call,
    key: string,
    state: StoredState | null,
    fph: string,
    answer: Verdict,
    nonce: string
  ) {
    const { body } = answer
    const read = await reader.read(body.lease, { product, fph, issuer, nonce })
    // The nonce proves that the server spoke just now, so its time counts, whatever this device's clock says.
    const moment = read.ok ? read.claims.iat * 1000 : 0
    const judged = read.ok && leaseResult(read.claims, String(body.lease), judgeLease(read.claims, moment, moment))
    if (!judged || !judged.valid) {
      const detail = read.ok ? "The lease is refused: it has ended already." : read.detail
      return fallBack(call, key, state, fph, { code: "INVALID_LEASE", detail, server: "untrusted", source: "server" })
    }
    const info = infoFrom(body)
    const result: LicenseResult = { ...judged, ...info, source: "server", server: "ok", needs_check: false }
    const next = {
      v: 1 as const,
      product,
      key,
      lease: judged.token,
      refused: null,
      license: info.license ?? null,
      activation: info.activation ?? null,
      help_url: info.help_url ?? null,
    }
    return stored(result, () => save(next, moment, fph))
  }

  async function refused(
    call: Call,
    key: string,
    state: StoredState | null,
    fph: string,
    answer: Verdict & { valid: false }
  ) {
    const result = serverRefusal(answer)
    const { code, detail } = result
    if (call === "deactivate" && (code === "DEACTIVATED" || code === "NOT_ACTIVATED")) {
      return stored<LicenseResult>({ ...result, ok: true }, () => storage.clear())
    }
    if (call === "validate" && code === "INVALID_REQUEST") {
      // A request the server cannot read is a fault of the software, not of the customer.
      return fallBack(call, key, state, fph, { ...result, server: "untrusted" })
    }
    const ends = ENDS_LICENSE.has(code) || (ENDS_SEAT.has(code) && (call === "validate" || call === "activate"))
    if (!ends || !state || state.key !== key) {
      return result
    }
    // The key stays: a suspended license may be reinstated, and a check then heals this device by itself.
    const { license = state.license, activation = null, help_url = state.help_url } = result
    const next = { ...state, lease: null, refused: { code: answer.code, detail }, license, activation, help_url }
    return stored<LicenseResult>(result, () => save(next, now(), fph))
  }

  async function ask(
    call: Call,
    key: string,
    state: StoredState | null,
    { fingerprint, fph }: Device,
    extra: Record<string, unknown>,
    signal?: AbortSignal
  ): Promise<LicenseResult> {
    await reader.assertSupported()
    const nonce = makeNonce()
    const answer = await transport.post(
      `/${call}`,
      { key, product, fingerprint, ...(call !== "deactivate" && { nonce }), ...filled(extra) },
      signal
    )
    if (answer.kind === "verdict") {
      return answer.valid ? granted(call, key, state, fph, answer, nonce) : refused(call, key, state, fph, answer)
    }
    const code = answer.kind === "rate_limited" ? "RATE_LIMITED" : "UNREACHABLE"
    const { detail, retry_after_s } = answer
    return fallBack(call, key, state, fph, { code, detail, retry_after_s, server: answer.kind, source: "client" })
  }

  let tail: Promise<unknown> = Promise.resolve()

  /** One call after the other: a check that ends late must not put back what a deactivation has cleared. */
  function inTurn(work: () => Promise<LicenseResult>): Promise<LicenseResult> {
    const run = tail.then(() => typed(work))
    tail = run.catch(() => undefined)
    return run
  }

  async function typed(work: () => Promise<LicenseResult>): Promise<LicenseResult> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof UnsupportedCryptoError) {
        return clientRefusal("UNSUPPORTED_CRYPTO", error.message)
      }
      if (error instanceof StorageError) {
        return { ...clientRefusal("STORAGE_FAILED", error.message), storage_error: error.cause }
      }
      throw error
    }
  }

  /** Take a seat with a key that was typed in. */
  function withKey(
    call: "activate" | "rebind",
    key: string,
    extra: Record<string, unknown>,
    signal: AbortSignal | undefined
  ): Promise<LicenseResult> {
    return inTurn(async () => {
      const typedKey = await checkKey(key, { sha256 })
      if (!typedKey.ok) {
        return clientRefusal(typedKey.code, typedKey.detail)
      }
      return ask(call, typedKey.key, await load(), await device(), extra, signal)
    })
  }

  async function checkNow(refresh: boolean | undefined, version: string | undefined, signal: AbortSignal | undefined) {
    const [state, here] = [await load(), await device()]
    if (!state) {
      return (await offline(null, here.fph)).result
    }
    if (refresh !== true) {
      const { result, refresh_due } = await offline(state, here.fph)
      if (refresh === false || !refresh_due) {
        return result
      }
    }
    return ask("validate", state.key, state, here, { version }, signal)
  }

  const checks = new Map<unknown, Promise<LicenseResult>>()

  return {
    activate(key, { signal, ...given } = {}) {
      const { name, platform, version } = options
      return withKey("activate", key, { name, platform, version, ...given }, signal)
    },
    rebind(key, from, { signal, name = options.name } = {}) {
      return withKey("rebind", key, { from, name }, signal)
    },
    async requestRebind(key, { signal, name = options.name } = {}) {
      const typedKey = await checkKey(key, { sha256 })
      if (!typedKey.ok) {
        return typedKey
      }
      const { fingerprint } = await device()
      return askForSeat(transport, filled({ key: typedKey.key, product, fingerprint, name }), signal)
    },
    validate({ signal, version = options.version } = {}) {
      return inTurn(() => checkNow(true, version, signal))
    },
    deactivate({ signal } = {}) {
      return inTurn(async () => {
        const [state, here] = [await load(), await device()]
        return state ? ask("deactivate", state.key, state, here, {}, signal) : (await offline(null, here.fph)).result
      })
    },
    check({ refresh, signal, version = options.version } = {}) {
      const running = checks.get(refresh)
      if (running) {
        return running
      }
      const run = inTurn(() => checkNow(refresh, version, signal)).finally(() => checks.delete(refresh))
      checks.set(refresh, run)
      return run
    },
    async checkForUpdate(given = {}) {
      // What cannot be read counts as no license: the answer says so, and the app goes on.
      const state = await load().catch(() => null)
      return askForUpdate(transport, product, state, { version: options.version, ...given })
    },
    verifyLease(token) {
      return typed(async () => {
        const read = await reader.read(token, { product, fph: (await device()).fph, issuer })
        return read.ok
          ? leaseResult(read.claims, token, judgeLease(read.claims, now(), 0))
          : clientRefusal("INVALID_LEASE", read.detail)
      })
    },
  }
}
