import type { CookieOptions } from "express"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PORTAL_MODULE } from "../../modules/portal"
import type PortalModuleService from "../../modules/portal/service"
import { basePathOf } from "./base-path"

const PORTAL_COOKIE = "lc_portal"

/** For the hosted pages of the portal only, as its path says. `Lax` for the reasons of visit-cookie.ts. */
function optionsFor(req: MedusaRequest): CookieOptions {
  const { options } = req.scope.resolve<PortalModuleService>(PORTAL_MODULE)
  const secure = req.secure || options.store_url.startsWith("https:")
  return { httpOnly: true, sameSite: "lax", path: `${basePathOf(options.store_url)}/portal`, secure }
}

/** @returns the session, as it came; null without one */
export function readPortalCookie(req: MedusaRequest): string | null {
  const value: unknown = (req.cookies as Record<string, unknown> | undefined)?.[PORTAL_COOKIE]
  return typeof value === "string" && value !== "" ? value : null
}

export function setPortalCookie(req: MedusaRequest, res: MedusaResponse, session: string, expires_at: Date): void {
  res.cookie(PORTAL_COOKIE, session, { ...optionsFor(req), expires: expires_at })
}

export function clearPortalCookie(req: MedusaRequest, res: MedusaResponse): void {
  res.clearCookie(PORTAL_COOKIE, optionsFor(req))
}
