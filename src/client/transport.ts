import { parseObject } from "./encoding"
import type { ServerRefusal } from "./types"

/** What came of asking the server. Only `verdict` is an answer; the others leave the lease in charge. */
export type Answer =
  | { kind: "verdict"; valid: true; code: "VALID" | "GRACE"; body: Record<string, unknown> }
  | { kind: "verdict"; valid: false; code: Exclude<ServerRefusal, "RATE_LIMITED">; body: Record<string, unknown> }
  | { kind: "unreachable" | "rate_limited"; detail: string; retry_after_s?: number }

const REFUSALS = new Set<string>([
  "INVALID_REQUEST",
  "MALFORMED_KEY",
  "NOT_FOUND",
  "EXPIRED",
  "SUSPENDED",
  "REVOKED",
  "NOT_ACTIVATED",
  "SEAT_LIMIT_REACHED",
  "REBIND_LIMIT_REACHED",
  "DEACTIVATED",
] satisfies ServerRefusal[])

const DEFAULT_RETRY_S = 60
/** A nonsensical Retry-After must not silence the software for a month. */
const MAX_RETRY_S = 24 * 60 * 60

type TransportOptions = {
  baseUrl: string
  publishableKey?: string
  fetch: typeof fetch
  now: () => number
  timeoutMs: number
}

/** What came of a GET, or of a POST that is answered with no verdict: whatever answered, to be read by who asked; or nobody did. */
export type Fetched = { kind: "answer"; status: number; text: string } | Exclude<Answer, { kind: "verdict" }>

/** Calls the server, one request at a time asked for, and keeps to its `Retry-After`. Never throws. */
export function createTransport(options: TransportOptions) {
  const { now } = options
  const scope = options.publishableKey ? "/store/license-center" : "/license-center/v1"
  const base = options.baseUrl.replace(/\/+$/, "") + scope
  /** What opens the scope, for calls and for downloads: below /store Medusa answers nobody without it. */
  const pass: Record<string, string> = options.publishableKey ? { "x-publishable-api-key": options.publishableKey } : {}
  const headers = { "content-type": "application/json", accept: "application/json", ...pass }
  let hold: { kind: "unreachable" | "rate_limited"; since: number; until: number } | null = null

  /** Seconds still to wait, 0 for none. A clock set back must not lengthen the wait. */
  function remaining(): number {
    if (!hold || now() >= hold.until || now() < hold.since) {
      hold = null
      return 0
    }
    return Math.ceil((hold.until - now()) / 1000)
  }

  function holdFor(kind: "unreachable" | "rate_limited", seconds: number): void {
    hold = { kind, since: now(), until: now() + seconds * 1000 }
  }

  /** The exchange itself, and what says that nobody could answer. */
  async function send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Fetched> {
    const wait = remaining()
    if (hold && wait > 0) {
      return { kind: hold.kind, detail: `The server asked for ${wait} more seconds of patience.`, retry_after_s: wait }
    }
    let response: { status: number; retryAfter: string | null; text: string }
    try {
      response = await exchange(`${base}${path}`, init, signal)
    } catch (error) {
      return { kind: "unreachable", detail: `The license server could not be reached (${reason(error)}).` }
    }
    const retry_after_s = retryAfterSeconds(response.retryAfter, now())
    if (response.status === 429) {
      const seconds = retry_after_s ?? DEFAULT_RETRY_S
      holdFor("rate_limited", seconds)
      return { kind: "rate_limited", detail: "The license server asks for patience.", retry_after_s: seconds }
    }
    if (response.status >= 500) {
      if (retry_after_s) {
        holdFor("unreachable", retry_after_s)
      }
      return { kind: "unreachable", detail: `The license server is in trouble (${response.status}).`, retry_after_s }
    }
    return { kind: "answer", status: response.status, text: response.text }
  }

  function submit(path: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<Fetched> {
    return send(path, { method: "POST", headers, body: JSON.stringify(body) }, signal)
  }

  async function post(path: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<Answer> {
    const sent = await submit(path, body, signal)
    if (sent.kind !== "answer") {
      return sent
    }
    return (
      readVerdict(sent.text) ?? {
        kind: "unreachable",
        detail: `What answered (${sent.status}) is not the license server: a sign-in page of this network, perhaps.`,
      }
    )
  }

  function get(path: string, authorization: string | null, signal?: AbortSignal): Promise<Fetched> {
    return send(path, { method: "GET", headers: { ...headers, ...(authorization && { authorization }) } }, signal)
  }

  async function exchange(url: string, init: RequestInit, signal: AbortSignal | undefined) {
    const controller = new AbortController()
    const abort = () => controller.abort(signal?.reason)
    signal?.addEventListener("abort", abort, { once: true })
    if (signal?.aborted) {
      abort()
    }
    // The race is for an injected fetch that does not look at its signal.
    const stopped = new Promise<never>((_, reject) => {
      const stop = () => reject(controller.signal.reason ?? new Error("aborted"))
      controller.signal.addEventListener("abort", stop, { once: true })
      if (controller.signal.aborted) {
        stop()
      }
    })
    const timer = setTimeout(
      () => controller.abort(new Error(`no answer within ${options.timeoutMs} ms`)),
      options.timeoutMs
    )
    try {
      return await Promise.race([stopped, request(url, init, controller.signal)])
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener("abort", abort)
    }
  }

  async function request(url: string, init: RequestInit, signal: AbortSignal) {
    const response = await options.fetch(url, {
      ...init,
      signal,
      // The request holds the key or the lease: a redirect would carry it to wherever it points.
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    })
    return { status: response.status, retryAfter: response.headers.get("retry-after"), text: await response.text() }
  }

  return { post, submit, get, pass, origin: options.baseUrl.replace(/\/+$/, "") }
}

/** Strict, since whatever is not plainly the server's word must not take a license away. */
function readVerdict(text: string): Answer | null {
  const body = parseObject(text)
  const code = body?.code
  if (!body || typeof code !== "string") {
    return null
  }
  if (code === "RATE_LIMITED" && body.valid === false) {
    return { kind: "rate_limited", detail: "The license server asks for patience." }
  }
  if (body.valid === true && (code === "VALID" || code === "GRACE")) {
    return { kind: "verdict", valid: true, code, body }
  }
  // After a deactivation the license may well be valid, only not here.
  if ((body.valid === false || code === "DEACTIVATED") && REFUSALS.has(code)) {
    return { kind: "verdict", valid: false, code: code as Exclude<ServerRefusal, "RATE_LIMITED">, body }
  }
  return null
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterSeconds(header: string | null, nowMs: number): number | undefined {
  if (!header) {
    return undefined
  }
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - nowMs) / 1000)
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_S) : undefined
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
