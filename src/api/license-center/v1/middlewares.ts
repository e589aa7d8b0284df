import cors from "cors"
import type { MiddlewareRoute } from "@medusajs/framework/http"
import { hideTokens, TOKEN_PATH } from "./hide-tokens"
import { ENCODED_PATH, refuseMalformedPath } from "./refuse-malformed-path"
import { POST as validate } from "./validate/route"

/**
 * Browsers and web views may call from anywhere: the key is the credential, and no cookie is looked at. Under /store
 * Medusa applies the store's own CORS instead. The calls themselves say so in their answers (answer.ts), which spares
 * every validation a middleware.
 */
const anyOrigin = cors({ origin: "*", methods: ["GET", "POST"], maxAge: 86_400 })

/**
 * Express tries the routes of a server one after the other, and Medusa has many hundred of them before ours. A matcher
 * that is a regular expression stands in front of all of them: what installed software asks all day is answered there,
 * by the same function as in its route. A path written in another way (a slash at its end) still finds the route.
 */
const HOT = /^\/(?:license-center\/v1|store\/license-center)\/validate$/

export const softwareRoutes: MiddlewareRoute[] = [
  { matcher: HOT, methods: ["POST"], middlewares: [validate] },
  // Medusa's parser stands before all of this, and would refuse a body in its own form, with the address in the log as
  // it came. The one feed that is asked with a body reads it itself: see read-form.ts.
  { matcher: TOKEN_PATH, methods: ["ALL"], middlewares: [hideTokens], bodyParser: false },
  { matcher: ENCODED_PATH, methods: ["ALL"], middlewares: [refuseMalformedPath] },
  { matcher: "/license-center/v1/*", methods: ["GET", "OPTIONS"], middlewares: [anyOrigin as never] },
  ...["/license-center/v1", "/store/license-center"].flatMap((prefix) =>
    ["activate", "validate", "deactivate", "rebind", "rebind-requests"].map((call): MiddlewareRoute => ({
      matcher: `${prefix}/${call}`,
      methods: ["POST"],
      // The route reads the body itself: see read-json.ts.
      bodyParser: false,
    }))
  ),
]
