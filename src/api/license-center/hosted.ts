import { createElement, type ComponentType } from "react"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sharedLimits } from "../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../modules/support"
import type SupportModuleService from "../../modules/support/service"
import { renderPage } from "../../pages/document"
import { addressOf, type Frame } from "../../pages/frame"
import { LANGUAGES, languageOf, pageWords, type Language } from "../../pages/i18n"
import { PlainPage } from "../../pages/tickets/plain"
import { checkoutOf } from "../../workflows/renewals/lib/read-cart"
import { basePathOf } from "./base-path"
import { isFromElsewhere } from "./same-site"

/** Nothing but our own files: what somebody writes into a ticket can load, run and send nothing. */
const policy = (checkout: string) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    // Browsers apply this to where the answer of a form leads, too.
    `form-action 'self'${checkout}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")

const HEADERS = {
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex",
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

/** What a hosted page's route works with. */
export type Hosted = {
  req: MedusaRequest
  res: MedusaResponse
  support: SupportModuleService
  /** Of the network. */
  ip: string
  language: Language
  /** Sends a page. Not as JSX: Medusa finds no route in a `.tsx` file. */
  show: <Props extends object>(status: number, page: ComponentType<Props>, props: Props) => void
  /** Leads on to another of the pages with GET. @param path e.g. `/t?left=1` */
  lead: (path: string) => void
  /** Leads to the store's checkout with a cart. False, and nothing is sent, when the store has not said where it is. */
  toCheckout: (cart_id: string) => boolean
  /** A text of the address's query; null without it. */
  query: (name: string) => string | null
}

type Handler = (hosted: Hosted) => Promise<void>
type Route = (req: MedusaRequest, res: MedusaResponse) => Promise<void>

/** A page that is read: it changes nothing, whoever follows a link to it. */
export const hostedPage = (handle: Handler, back = "/t"): Route => guarded(handle, back)

/** A form that was sent: from one of our own pages, or it is refused. */
export const hostedForm = (handle: Handler, back = "/t"): Route =>
  guarded(async (hosted) => {
    if (isFromElsewhere(hosted.req, hosted.support.options.store_url)) {
      hosted.show(403, PlainPage, { says: "forbidden", back })
      return
    }
    await handle(hosted)
  }, back)

const guarded =
  (handle: Handler, back: string): Route =>
  async (req, res) => {
    const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
    const frame = frameOf(req, support)
    const { checkout_url } = support.options
    const headers = {
      ...HEADERS,
      "Content-Security-Policy": policy(checkout_url ? ` ${new URL(checkout_url).origin}` : ""),
    }
    const hosted: Hosted = {
      req,
      res,
      support,
      ip: req.ip ?? "",
      language: frame.words.language,
      show: (status, page, props) => {
        // What is left of a body is read and dropped: it would break the next request on the connection.
        req.resume()
        res
          .status(status)
          .set(headers)
          .type("html")
          .send(renderPage(frame, createElement(page, props)))
      },
      lead: (path) => {
        req.resume()
        res.set(headers).redirect(303, addressOf(frame, path))
      },
      toCheckout: (cart_id) => {
        const checkout = checkoutOf(req.scope, cart_id)
        if (checkout) {
          req.resume()
          res.set(headers).redirect(303, checkout)
        }
        return checkout !== null
      },
      query: (name) => {
        const value = req.query[name]
        return typeof value === "string" ? value : null
      },
    }
    try {
      const wait = (await sharedLimits(support.options)?.count("address", hosted.ip)) ?? null
      if (wait !== null) {
        res.setHeader("Retry-After", String(wait))
        hosted.show(429, PlainPage, { says: "limited", back })
        return
      }
      await handle(hosted)
    } catch (error) {
      logFailure(req, error as Error)
      if (res.headersSent) {
        res.destroy()
        return
      }
      hosted.show(503, PlainPage, { says: "failed", back })
    }
  }

/** The error's own words are for operators. */
export function logFailure(req: MedusaRequest, { message }: Error): void {
  req.scope
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`License Center: ${req.method} of a hosted page failed: ${message}`)
}

function frameOf(req: MedusaRequest, { options }: SupportModuleService): Frame {
  const chosen = LANGUAGES.find((language) => language === req.query.lang) ?? null
  return {
    words: pageWords(languageOf(req.query.lang, req.get("accept-language"))),
    store_name: options.store_name,
    base: basePathOf(options.store_url),
    chosen,
  }
}
