import type { CookieOptions } from "express"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../modules/support"
import type SupportModuleService from "../../modules/support/service"
import { basePathOf } from "./base-path"

const VISIT_COOKIE = "lc_visit"

/**
 * For the hosted pages only, as its path says. `Lax` and not `Strict`: whoever comes from their mailbox has visited
 * before, and it is no request of another site that opens the page.
 */
function optionsFor(req: MedusaRequest): CookieOptions {
  const { options } = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const secure = req.secure || options.store_url.startsWith("https:")
  return { httpOnly: true, sameSite: "lax", path: basePathOf(options.store_url), secure }
}

/** @returns the session, as it came; null without one */
export function readVisitCookie(req: MedusaRequest): string | null {
  const value: unknown = (req.cookies as Record<string, unknown> | undefined)?.[VISIT_COOKIE]
  return typeof value === "string" && value !== "" ? value : null
}

export function setVisitCookie(req: MedusaRequest, res: MedusaResponse, session: string, expires_at: Date): void {
  res.cookie(VISIT_COOKIE, session, { ...optionsFor(req), expires: expires_at })
}

export function clearVisitCookie(req: MedusaRequest, res: MedusaResponse): void {
  res.clearCookie(VISIT_COOKIE, optionsFor(req))
}
