import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { subjectOfKey, type Limited, type RateLimit } from "../../../lib/rate-limit"
import { LICENSING_MODULE } from "../../../modules/licensing"
import { normalizeKey } from "../../../lib/license-key"
import type { VerdictCode } from "../../../modules/licensing/rules/verdict"
import { bareBody, type VerdictBody } from "../../../modules/licensing/rules/verdict-body"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { DeskAnswer } from "../../../modules/licensing/services/activation-desk"
import { admit, limiterOf } from "./limits"
import { readJson } from "./read-json"
import { parseRequest, type Call, type FieldError } from "./requests"

const STATUS: Record<VerdictCode, number> = {
  VALID: 200,
  GRACE: 200,
  DEACTIVATED: 200,
  INVALID_REQUEST: 400,
  MALFORMED_KEY: 400,
  NOT_FOUND: 404,
  EXPIRED: 403,
  SUSPENDED: 403,
  REVOKED: 403,
  NOT_ACTIVATED: 409,
  SEAT_LIMIT_REACHED: 409,
  REBIND_LIMIT_REACHED: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
}

/** What a client waits before it asks again, in seconds. Its lease carries it meanwhile. */
const UNAVAILABLE_RETRY = 30

/** Codes of somebody who guesses keys. */
const MISSES: VerdictCode[] = ["NOT_FOUND", "MALFORMED_KEY"]

type Result = { body: VerdictBody; status?: number; changed?: DeskAnswer["changed"] }

/**
 * One call of the sold software: limits, parses, asks the licensing service, answers. The routes give it the one line
 * that differs.
 */
export async function answer<C extends Call>(
  call: C,
  req: MedusaRequest,
  res: MedusaResponse,
  ask: (licensing: LicensingModuleService, input: ParsedInput<C>) => Promise<Result>
): Promise<void> {
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const { help_url } = licensing.options
  allowAnyOrigin(req, res)
  const limiter = limiterOf(licensing)
  const address = req.ip ?? ""
  const parsed = parseRequest(call, await readJson(req))
  const wait = limiter && (await countCall(limiter, req, parsed.ok ? parsed.input.key : null))
  if (wait !== null) {
    refuseLimited(res, wait, help_url)
    return
  }
  if (!parsed.ok) {
    send(res, 400, bareBody("INVALID_REQUEST", help_url, parsed.errors))
    return
  }
  let result: Result
  try {
    result = await ask(licensing, parsed.input as ParsedInput<C>)
  } catch (error) {
    const { message } = error as Error
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`License Center: ${call} failed: ${message}`)
    refuseUnavailable(res, help_url)
    return
  }
  const { body, status, changed } = result
  if (limiter && MISSES.includes(body.code)) {
    await limiter.count("miss", address)
  }
  if (changed) {
    tell(req, changed)
  }
  send(res, status ?? statusOf(call, body.code), body)
}

/** A request that is not of the form, whatever its path says: the same bytes as a call with such a body. */
export function refuseRequest(req: MedusaRequest, res: MedusaResponse, errors: FieldError[]): void {
  const { help_url } = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE).options
  allowAnyOrigin(req, res)
  send(res, 400, bareBody("INVALID_REQUEST", help_url, errors))
}

type ParsedInput<C extends Call> = Extract<ReturnType<typeof parseRequest<C>>, { ok: true }>["input"]

/** `validate` answers every verdict with 200: a client library must not throw on "no". */
function statusOf(call: Call, code: VerdictCode): number {
  return call === "validate" && code !== "INVALID_REQUEST" ? 200 : STATUS[code]
}

/** Counts a call by its caller's address and its key. @param typed null when it is not of the form */
export async function countCall(limiter: RateLimit, req: MedusaRequest, typed: string | null): Promise<Limited> {
  const key = typed === null ? null : normalizeKey(typed)
  return (
    (await admit(limiter, req)) ??
    // What is no key at all is a miss, and counted as one.
    (key?.ok ? await limiter.count("key", subjectOfKey(key.key)) : null)
  )
}

export function refuseLimited(res: MedusaResponse, wait: number, help_url: string | null): void {
  askAgainIn(res, wait)
  send(res, 429, bareBody("RATE_LIMITED", help_url))
}

export function refuseUnavailable(res: MedusaResponse, help_url: string | null): void {
  askAgainIn(res, UNAVAILABLE_RETRY)
  send(res, 503, bareBody("UNAVAILABLE", help_url))
}

/** Under /store Medusa applies the store's own CORS. */
export function allowAnyOrigin(req: MedusaRequest, res: MedusaResponse): void {
  if (!req.originalUrl.startsWith("/store/")) {
    res.setHeader("Access-Control-Allow-Origin", "*")
  }
}

function askAgainIn(res: MedusaResponse, seconds: number): void {
  res.setHeader("Retry-After", String(seconds))
  // Without it a script in a browser may not read the other.
  res.setHeader("Access-Control-Expose-Headers", "Retry-After")
}

/** By hand and not by `res.json()`, which hashes every body for an ETag that an answer nobody may store has no use for. */
export function send(res: MedusaResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  res.statusCode = status
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("Content-Type", "application/json; charset=utf-8")
  res.setHeader("Content-Length", Buffer.byteLength(text))
  res.end(text)
}

/** Events are hints for the store's own subscribers: the answer does not wait for them, nor fail with them. */
function tell(req: MedusaRequest, changed: NonNullable<DeskAnswer["changed"]>): void {
  const data = { id: changed.license_id, activation_id: changed.activation_id }
  req.scope
    .resolve(Modules.EVENT_BUS)
    .emit({ name: changed.event, data })
    .catch((error: Error) => {
      req.scope
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`License Center: ${changed.event} could not be emitted: ${error.message}`)
    })
}
