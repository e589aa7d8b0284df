import type { CookieOptions } from "express"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SUPPORT_MODULE } from "../../modules/support"
import type SupportModuleService from "../../modules/support/service"
import { basePathOf } from "./base-path"

/** A session that a private link was exchanged for, as the hosted pages keep it in a browser. */
class SessionCookie {
  /** @param folder below the hosted pages: no other page is sent the cookie */
  constructor(
    private readonly name: string,
    private readonly folder = ""
  ) {}

  /** @returns the session, as it came; null without one */
  read(req: MedusaRequest): string | null {
    const value: unknown = (req.cookies as Record<string, unknown> | undefined)?.[this.name]
    return typeof value === "string" && value !== "" ? value : null
  }

  set(req: MedusaRequest, res: MedusaResponse, session: string, expires_at: Date): void {
    res.cookie(this.name, session, { ...this.optionsFor(req), expires: expires_at })
  }

  clear(req: MedusaRequest, res: MedusaResponse): void {
    res.clearCookie(this.name, this.optionsFor(req))
  }

  /**
   * For the hosted pages only, as its path says. `Lax` and not `Strict`: whoever comes from their mailbox has visited
   * before, and it is no request of another site that opens the page.
   */
  private optionsFor(req: MedusaRequest): CookieOptions {
    const { store_url } = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE).options
    const secure = req.secure || store_url.startsWith("https:")
    return { httpOnly: true, sameSite: "lax", path: basePathOf(store_url) + this.folder, secure }
  }
}

/** Of a ticket. */
export const visitCookie = new SessionCookie("lc_visit")
/** Of the licenses of an address. */
export const portalCookie = new SessionCookie("lc_portal", "/portal")
/** Of its own, and not the portal's: a link to one request must not close what somebody has open of their licenses. */
export const rebindCookie = new SessionCookie("lc_rebind", "/rebind")
