import cors from "cors"
import type { MiddlewareRoute } from "@medusajs/framework/http"

/**
 * Browsers and web views may call from anywhere: the key is the credential, and no cookie is looked at. Under /store
 * Medusa applies the store's own CORS instead. The calls themselves say so in their answers (answer.ts), which spares
 * every validation a middleware.
 */
const anyOrigin = cors({ origin: "*", methods: ["GET", "POST"], maxAge: 86_400 })

export const softwareRoutes: MiddlewareRoute[] = [
  { matcher: "/license-center/v1/*", methods: ["GET", "OPTIONS"], middlewares: [anyOrigin as never] },
  ...["/license-center/v1", "/store/license-center"].flatMap((prefix) =>
    ["activate", "validate", "deactivate", "rebind"].map((call): MiddlewareRoute => ({
      matcher: `${prefix}/${call}`,
      methods: ["POST"],
      // The route reads the body itself: see read-json.ts.
      bodyParser: false,
    }))
  ),
]
