import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"

export const BASE = "/admin/license-center"

/**
 * Checked here, not by Medusa's `validateAndTransformQuery` and `validateAndTransformBody`: our lists do not use its
 * query config, and its error text converts what it was sent to a string, which answers 500 to `{"toString":null}`.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ")
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${detail}`)
  }
  return parsed.data
}

/** PostgreSQL stores no NUL and fails on one, wherever it stands; no field of ours has a use for it. */
export const withoutNul = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
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
 * A search may hold a key or an address, and Medusa's access log writes the address of every request when it ends: the
 * search is taken out of it before. Only what is known to be something else stays, as Express reads more as `q` than is
 * spelled so (`%71`, `q[]`, `[q]`). Who has no session is turned away before this runs; hence the search by POST.
 *
 * @param harmless names of parameters that nobody's secret or address is in
 */
export const hideSearch = (path: string, methods: ("GET" | "POST")[], harmless: string[]): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods,
  middlewares: [
    (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
      const url = new URL(req.originalUrl, "http://localhost")
      for (const name of new Set(url.searchParams.keys())) {
        if (!harmless.includes(name)) {
          url.searchParams.set(name, "hidden")
        }
      }
      req.originalUrl = url.pathname + url.search
      next()
    },
  ],
})

export const list = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["GET"],
  middlewares: [
    (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
      req.validatedQuery = checked(schema, req.query) as Record<string, unknown>
      next()
    },
  ],
})

/** @param siblings last parts of paths that `:id` stands for as well, and that have schemas of their own */
export const body = (path: string, schema: z.ZodType, siblings: string[] = []): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["POST"],
  middlewares: [
    (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
      if (!siblings.includes(req.path.split("/").filter(Boolean).pop() ?? "")) {
        req.validatedBody = checked(schema, req.body ?? {})
      }
      next()
    },
  ],
})

/** The body is a file and is read by the route; what is said of it is in the query. */
export const upload = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  ...list(path, schema),
  methods: ["POST"],
  bodyParser: false,
})
