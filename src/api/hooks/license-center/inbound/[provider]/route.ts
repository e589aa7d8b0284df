import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { BUSY_RETRY } from "../../../../../lib/body-budget"
import { networkOf, sharedLimits, type Limited } from "../../../../../lib/rate-limit"
import { dropBody, readBody, type BodyRefusal } from "../../../../../lib/read-body"
import { SUPPORT_MODULE } from "../../../../../modules/support"
import { providerOf, type InboundProvider } from "../../../../../modules/support/inbound/read-post"
import type SupportModuleService from "../../../../../modules/support/service"
import { takeInboundMail } from "../../../../../workflows/support/lib/take-mail"
import { isSmall, laneFor } from "./lanes"

/** What keeps each provider from posting a mail again that nobody can read. */
const NOT_AGAIN = { postmark: 403, mailgun: 406, sendgrid: 400 } as const
/** SendGrid tries again after a 5xx only; the others after everything but a 200 and the code above. */
const LATER = { postmark: 429, mailgun: 429, sendgrid: 503 } as const

/**
 * A provider of inbound mail posts a mail. It hears the same whatever became of it; what goes wrong here is a 5xx, after
 * which it tries again for hours. A wrong signature is a 401 for all, so that Postmark and Mailgun bring the mails again
 * once a mistyped password or key is mended.
 */
export const POST = async (req: MedusaRequest, res: MedusaResponse) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const now = new Date()
  const provider = providerOf(req.params.provider ?? "", support.support)
  if (!provider) {
    dropBody(req)
    refuse(res, 404, "NOT_FOUND", "No mail is taken in here.")
    return
  }
  const isKnown = provider.isKnown({ headers: req.headers, ip: req.ip }, now)
  if (isKnown === false) {
    dropBody(req)
    await refuseUnsigned(req, res, provider)
    return
  }
  const wait = await waitOf(req, isKnown)
  if (wait !== null) {
    dropBody(req)
    refuseLimited(res, provider.name, wait)
    return
  }
  const lane = laneFor(req, isKnown === true, networkOf(req.ip ?? ""))
  if (!lane) {
    dropBody(req)
    refuseBusy(res)
    return
  }
  try {
    const body = await readBody(req, lane)
    if (body.ok) {
      await take(req, res, provider, body.bytes)
    } else {
      await refuseBody(req, res, { provider, reason: body.reason, isKnown: isKnown === true })
    }
  } finally {
    lane.leave()
  }
}

/**
 * Whoever guesses a password is kept from it. Signatures are not guessed, and a provider's addresses are shared by all of
 * its customers: what is signed is refused because of what somebody else posts only when it is so large that reading it
 * costs something.
 */
async function waitOf(req: MedusaRequest, isKnown: true | null): Promise<Limited> {
  const { options } = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const limits = isKnown || !isSmall(req) ? sharedLimits(options) : null
  return limits && limits.full("inbound_miss", req.ip ?? "")
}

async function take(
  req: MedusaRequest,
  res: MedusaResponse,
  provider: InboundProvider,
  raw_body: Buffer
): Promise<void> {
  try {
    const post = await provider.read({ headers: req.headers, ip: req.ip, raw_body }, new Date())
    if (!("error" in post)) {
      await takeInboundMail(req.scope, post.mail, post.replay_token)
      res.json({ status: "taken" })
    } else if (post.error === "bad_signature") {
      await refuseUnsigned(req, res, provider)
    } else {
      refuse(res, NOT_AGAIN[provider.name], "INVALID_REQUEST", "No mail can be read of this.")
    }
  } catch (error) {
    // Its kind and code only: a message may quote what the mail holds.
    const { name, code } = error as Error & { code?: string }
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: a mail from ${provider.name} could not be taken in now (${code ?? name})`)
    refuse(res, 503, "UNAVAILABLE", "Try again later.")
  }
}

async function refuseBody(
  req: MedusaRequest,
  res: MedusaResponse,
  { provider, reason, isKnown }: { provider: InboundProvider; reason: BodyRefusal; isKnown: boolean }
): Promise<void> {
  if (reason === "too_large") {
    refuse(res, 413, "TOO_LARGE", "This is more than a mail.")
  } else if (reason === "busy") {
    refuseBusy(res)
  } else if (!isKnown) {
    // What is begun and never finished is as good as unsigned.
    res.setHeader("Connection", "close")
    await refuseUnsigned(req, res, provider)
  } else if (reason === "slow") {
    res.setHeader("Connection", "close")
    refuseBusy(res)
  }
}

async function refuseUnsigned(req: MedusaRequest, res: MedusaResponse, { name }: InboundProvider): Promise<void> {
  const { options } = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const wait = await sharedLimits(options)?.count("inbound_miss", req.ip ?? "")
  if (wait) {
    refuseLimited(res, name, wait)
    return
  }
  refuse(res, 401, "BAD_SIGNATURE", "This is not signed by the provider that the store has set up.")
}

function refuseLimited(res: MedusaResponse, name: InboundProvider["name"], wait: number): void {
  res.setHeader("Retry-After", String(wait))
  refuse(res, LATER[name], "RATE_LIMITED", "Too many posts without a right signature.")
}

function refuseBusy(res: MedusaResponse): void {
  res.setHeader("Retry-After", String(BUSY_RETRY))
  refuse(res, 503, "UNAVAILABLE", "Try again later.")
}

function refuse(res: MedusaResponse, status: number, code: string, message: string): void {
  res.status(status).json({ code, message })
}
