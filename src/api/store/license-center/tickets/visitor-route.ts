import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { sharedLimits } from "../../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../../modules/support"
import type SupportModuleService from "../../../../modules/support/service"
import type { Visitor } from "../../../../modules/support/types"
import type { FieldError } from "../../../../workflows/support/lib/read-request"
import { bearerSession, visitorOf } from "../../../../workflows/support/lib/visit"

type Handler = (req: MedusaRequest, res: MedusaResponse) => Promise<void>
type VisitorHandler = (req: MedusaRequest, res: MedusaResponse, visitor: Visitor) => Promise<void>

/** Seconds until somebody tries again on a bad day. */
const UNAVAILABLE_RETRY = 30

/** A call of the JSON API for customers: nothing of it is cached, and every answer has one of two forms. */
export const publicRoute =
  (handle: Handler): Handler =>
  async (req, res) => {
    res.setHeader("Cache-Control", "no-store")
    try {
      const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
      const wait = (await sharedLimits(support.options)?.count("address", req.ip ?? "")) ?? null
      if (wait !== null) {
        refuseLimited(res, wait)
        return
      }
      await handle(req, res)
    } catch (error) {
      refuseFailed(req, res, error as Error)
    }
  }

/**
 * The same for who visits a ticket. Only the bearer counts: a cookie comes along with whatever page makes the browser
 * send a request, and is for the hosted pages, which guard their forms.
 */
export const visitorRoute = (handle: VisitorHandler): Handler =>
  publicRoute(async (req, res) => {
    const visitor = await visitorOf(req.scope, bearerSession(req.headers.authorization))
    if (!visitor) {
      refuse(res, 401, "NO_SESSION", "This needs a session: exchange a private link's token for one.")
      return
    }
    await handle(req, res, visitor)
  })

export function refuse(res: MedusaResponse, status: number, code: string, message: string, more: object = {}): void {
  res.status(status).json({ code, message, ...more })
}

export function refuseInvalid(res: MedusaResponse, errors: Pick<FieldError, "field" | "message">[]): void {
  const shown = errors.map(({ field, message }) => ({ field, message }))
  refuse(res, 400, "INVALID_REQUEST", "The request is not of the form that is asked for.", { errors: shown })
}

export function refuseLimited(res: MedusaResponse, wait: number): void {
  res.setHeader("Retry-After", String(wait))
  refuse(res, 429, "RATE_LIMITED", "There were too many requests. Try again later.")
}

export function refuseUnknown(res: MedusaResponse): void {
  refuse(res, 404, "NOT_FOUND", "There is nothing of that id here.")
}

/** What a rule refused says why; what broke says nothing, and the log what. */
function refuseFailed(req: MedusaRequest, res: MedusaResponse, error: Error): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const type = MedusaError.isMedusaError(error) ? error.type : null
  if (type === MedusaError.Types.NOT_FOUND) {
    refuseUnknown(res)
  } else if (type === MedusaError.Types.INVALID_DATA || type === MedusaError.Types.NOT_ALLOWED) {
    refuse(res, 400, "INVALID_REQUEST", error.message)
  } else {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`License Center: ${req.method} for a customer failed: ${error.message}`)
    res.setHeader("Retry-After", String(UNAVAILABLE_RETRY))
    refuse(res, 503, "UNAVAILABLE", "This cannot be done right now. Try again in a minute.")
  }
}
