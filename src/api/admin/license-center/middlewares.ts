import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { ListEvents, ListLicenses } from "./licenses/validators"
import { ListNotices } from "./notices/validators"
import { CreatePlan, ListPlans, SetVariants, UpdatePlan } from "./plans/validators"
import { OptionalReason, Reason } from "./validators"
import { SetPlan } from "./variants/validators"

const BASE = "/admin/license-center"

/** Our lists are not read through Medusa's query config, so the query is checked by itself. */
const query = (schema: z.ZodType) => (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  const parsed = schema.safeParse(req.query)
  if (!parsed.success) {
    const detail = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Invalid request: ${detail}`)
  }
  req.validatedQuery = parsed.data as Record<string, unknown>
  next()
}

const list = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["GET"],
  middlewares: [query(schema)],
})

const body = (path: string, schema: z.ZodType): MiddlewareRoute => ({
  matcher: `${BASE}/${path}`,
  methods: ["POST"],
  middlewares: [validateAndTransformBody(schema as never)],
})

export const adminRoutes: MiddlewareRoute[] = [
  list("plans", ListPlans),
  body("plans", CreatePlan),
  body("plans/:id", UpdatePlan),
  body("plans/:id/variants", SetVariants),
  body("variants/:id", SetPlan),
  list("licenses", ListLicenses),
  list("licenses/:id/events", ListEvents),
  body("licenses/:id/activations/:activation_id/deactivate", Reason),
  body("licenses/:id/suspend", Reason),
  body("licenses/:id/reinstate", OptionalReason),
  body("licenses/:id/revoke", Reason),
  body("licenses/:id/resend", OptionalReason),
  body("licenses/:id/reveal", Reason),
  list("notices", ListNotices),
]
