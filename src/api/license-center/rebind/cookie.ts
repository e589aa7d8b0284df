import type { CookieOptions } from "express"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import { basePathOf } from "../base-path"

/** Of its own, and not the portal's: a link to one request must not close what somebody has open of their licenses. */
const COOKIE = "lc_rebind"

/** `Lax` and not `Strict`: see visit-cookie.ts. */
function optionsFor(req: MedusaRequest): CookieOptions {
  const { options } = req.scope.resolve<PortalModuleService>(PORTAL_MODULE)
  const secure = req.secure || options.store_url.startsWith("https:")
  return { httpOnly: true, sameSite: "lax", path: `${basePathOf(options.store_url)}/rebind`, secure }
}

/** @returns the session, as it came; null without one */
export function readRebindCookie(req: MedusaRequest): string | null {
  const value: unknown = (req.cookies as Record<string, unknown> | undefined)?.[COOKIE]
  return typeof value === "string" && value !== "" ? value : null
}

export function setRebindCookie(req: MedusaRequest, res: MedusaResponse, session: string, expires_at: Date): void {
  res.cookie(COOKIE, session, { ...optionsFor(req), expires: expires_at })
}

export function clearRebindCookie(req: MedusaRequest, res: MedusaResponse): void {
  res.clearCookie(COOKIE, optionsFor(req))
}
