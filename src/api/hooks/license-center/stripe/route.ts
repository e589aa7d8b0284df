import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { BUSY_RETRY, Slots, type Held } from "../../../../lib/body-budget"
import { networkOf } from "../../../../lib/rate-limit"
import { dropBody, readBody, type BodyRefusal } from "../../../../lib/read-body"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import { verifyEvent, type Refusal } from "../../../../modules/refunds/rules/stripe/verify"
import type RefundsModuleService from "../../../../modules/refunds/service"
import { takeStripeEvent } from "../../../../workflows/payments/lib/take-events"

/** An event is a few kilobytes; one with everything that it can hold stays far below. */
const MAX_BODY = 512 * 1024
const DEADLINE_MS = 20_000
/** Who posts is known by the whole body only, so that strangers get as far as that: a few of them at once. */
const places = new Slots({ total: 64, each: 16 })
const NOT_COUNTED: Held = { add: () => true, giveBack: () => undefined, release: () => undefined }

const WHY: Record<Exclude<Refusal, "no_secret" | "malformed">, string> = {
  unsigned: "This has no signature.",
  wrong_signature: "This is signed with none of the secrets that the store has set up.",
  too_old: "This was signed too long ago.",
}

/**
 * Stripe posts an event. It hears a 200 as soon as the event is stored, whatever follows from it, and for events that say
 * nothing about licenses; after everything else it posts the event again, for up to three days.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const { stripeSecrets } = req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE)
  if (!stripeSecrets.length) {
    dropBody(req)
    refuse(res, 503, "NOT_CONFIGURED", "The store has set no signing secret for this endpoint.")
    return
  }
  const leave = places.enter(networkOf(req.ip ?? ""))
  if (!leave) {
    dropBody(req)
    refuseBusy(res)
    return
  }
  try {
    const body = await readBody(req, { limit: MAX_BODY, deadline_ms: DEADLINE_MS, held: NOT_COUNTED })
    if (body.ok) {
      await take(req, res, body.bytes, stripeSecrets)
    } else {
      refuseBody(res, body.reason)
    }
  } finally {
    leave()
  }
}

async function take(req: MedusaRequest, res: MedusaResponse, body: Buffer, secrets: readonly string[]): Promise<void> {
  const verified = verifyEvent(body, req.headers["stripe-signature"], secrets)
  if (!verified.ok) {
    refuseUnverified(res, verified.reason)
    return
  }
  try {
    res.json({ status: await takeStripeEvent(req.scope, verified.event) })
  } catch (error) {
    const { name, code } = error as Error & { code?: string }
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: an event of Stripe could not be stored now (${code ?? name})`)
    refuse(res, 503, "UNAVAILABLE", "Try again later.")
  }
}

function refuseUnverified(res: MedusaResponse, reason: Refusal): void {
  if (reason === "malformed" || reason === "no_secret") {
    refuse(res, 400, "INVALID_REQUEST", "This is no event.")
  } else {
    refuse(res, 400, "INVALID_SIGNATURE", WHY[reason])
  }
}

function refuseBody(res: MedusaResponse, reason: BodyRefusal): void {
  if (reason === "too_large") {
    refuse(res, 413, "TOO_LARGE", "This is more than an event.")
  } else if (reason !== "gone") {
    res.setHeader("Connection", "close")
    refuseBusy(res)
  }
}

function refuseBusy(res: MedusaResponse): void {
  res.setHeader("Retry-After", String(BUSY_RETRY))
  refuse(res, 503, "UNAVAILABLE", "Try again later.")
}

function refuse(res: MedusaResponse, status: number, code: string, message: string): void {
  res.status(status).json({ code, message })
}
