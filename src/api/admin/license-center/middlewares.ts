import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { ExtendLicense, ListEvents, ListLicenses, SearchLicenses } from "./licenses/validators"
import { ListNotices } from "./notices/validators"
import { CreatePlan, ListPlans, SetVariants, UpdatePlan } from "./plans/validators"
import {
  AddArtifact,
  CreateRelease,
  Explain,
  Installs,
  ListReleases,
  Rollout,
  UpdateRelease,
  UploadArtifact,
} from "./releases/validators"
import { Reason } from "./validators"
import { SetPlan } from "./variants/validators"

const BASE = "/admin/license-center"

/**
 * Checked here, not by Medusa's `validateAndTransformQuery` and `validateAndTransformBody`: our lists do not use its
 * query config, and its error text converts what it was sent to a string, which answers 500 to `{"toString":null}`.
 */
function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ")
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${detail}`)
  }
  return parsed.data
}

/** PostgreSQL stores no NUL and fails on one, wherever it stands; no field of ours has a use for it. */
const withoutNul = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  if (decodeURIComponent(req.path).includes("\0") || holdsNul(req.query) || holdsNul(req.body)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Invalid request: it contains a NUL character")
  }
  next()
}

/** Without recursion: a body of the size that Medusa takes can be nested deeper than the stack is. */
function holdsNul(value: unknown): boolean {
  const open = [value]
  while (open.length) {
    const next = open.pop()
    if (typeof next === "string") {
      if (next.includes("\0")) {
        return true
      }
    } else if (typeof next === "object" && next !== null) {
      for (const [key, inner] of Object.entries(next)) {
        open.push(key, inner)
      }
    }
  }
  return false
}

/**
 * A search may hold a key, and Medusa's access log writes the address of every request when it ends: the search is taken
 * out of it before. Only what is known to be something else stays, as Express reads more as `q` than is spelled so
 * (`%71`, `q[]`, `[q]`). Who has no session is turned away before this runs; hence the search by POST.
 */
const hideSearch = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  const { q: _q, ...harmless } = ListLicenses.shape
  const url = new URL(req.originalUrl, "http://localhost")
  for (const name of new Set(url.searchParams.keys())) {
    if (!(name in harmless)) {
      url.searchParams.set(name, "hidden")
    }
  }
  req.originalUrl = url.pathname + url.search
  next()
}

const list = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["GET"],
  middlewares: [
    (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
      req.validatedQuery = checked(schema, req.query) as Record<string, unknown>
      next()
    },
  ],
})

const body = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["POST"],
  middlewares: [
    (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
      req.validatedBody = checked(schema, req.body ?? {})
      next()
    },
  ],
})

/** The body is a file and is read by the route; what is said of it is in the query. */
const upload = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  ...list(path, schema),
  methods: ["POST"],
  bodyParser: false,
})

export const adminRoutes: MiddlewareRoute[] = [
  { matcher: `${BASE}/*`, methods: ["GET", "POST", "DELETE"], middlewares: [withoutNul] },
  list("plans", ListPlans),
  body("plans", CreatePlan),
  body("plans/:id", UpdatePlan),
  body("plans/:id/variants", SetVariants),
  body("variants/:id", SetPlan),
  { matcher: `${BASE}/licenses`, methods: ["GET"], middlewares: [hideSearch] },
  list("licenses", ListLicenses),
  body("licenses/search", SearchLicenses),
  list("licenses/:id/events", ListEvents),
  body("licenses/:id/activations/:activation_id/deactivate", Reason),
  body("licenses/:id/suspend", Reason),
  body("licenses/:id/reinstate", Reason),
  body("licenses/:id/revoke", Reason),
  body("licenses/:id/resend", Reason),
  body("licenses/:id/reveal", Reason),
  body("licenses/:id/extend", ExtendLicense),
  body("licenses/:id/allow-rebind", Reason),
  list("releases", ListReleases),
  body("releases", CreateRelease),
  list("updates/installs", Installs),
  body("updates/explain", Explain),
  body("releases/:id", UpdateRelease),
  body("releases/:id/artifacts", AddArtifact),
  upload("releases/:id/artifacts/upload", UploadArtifact),
  body("releases/:id/publish", Reason),
  body("releases/:id/yank", Reason),
  body("releases/:id/rollout", Rollout),
  list("releases/:id/events", ListEvents),
  list("notices", ListNotices),
]
