import { z } from "@medusajs/framework/zod"
import { isDuration, isDurationOrZero } from "../../../../lib/duration"
import { KEY_PREFIX } from "../../../../lib/license-key"
import { listParams } from "../validators"

const duration = z.string().refine(isDuration, "must be an ISO 8601 duration such as P1Y, P14D or PT30M")
const durationOrZero = z.string().refine(isDurationOrZero, "must be an ISO 8601 duration such as P7D, or P0D for none")
/** Postgres' integer, with room for sums. */
const count = z.number().int().max(1_000_000)

const fields = {
  code: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "use lower-case letters, digits, - and _"),
  name: z.string().trim().min(1).max(120),
  seats: count.min(1).nullable(),
  term: duration.nullable(),
  updates_term: duration.nullable(),
  on_expiry: z.enum(["stop", "keep_running"]),
  grace: durationOrZero,
  lease_ttl: duration,
  deliver_on: z.enum(["paid", "payable"]),
  quantity_means: z.enum(["keys", "seats"]),
  rebind_limit: count.min(0).nullable(),
  rebind_window: duration,
  entitlements: z.array(z.string().regex(/^[\w.:-]{1,64}$/, "use letters, digits and . : _ -")).max(100),
  key_prefix: z.string().regex(KEY_PREFIX, "use 2 to 8 of A–Z and 0–9"),
  activation_kind: z.enum(["device", "site", "floating"]),
  floating_timeout: duration.nullable(),
  spare_activations: count.min(0),
  devices_visible_to: z.enum(["owner", "key_holder"]),
  renewal_discount_percent: z.number().int().min(1).max(100).nullable(),
  renewal_variant_id: z.string().min(1).max(100).nullable(),
}

/** A new plan: what it is called and its key's prefix; everything else has the default of the design. */
export const CreatePlan = z.object(fields).partial().required({ code: true, name: true, key_prefix: true }).strict()
export type CreatePlan = z.infer<typeof CreatePlan>

export const UpdatePlan = z
  .object({ ...fields, apply_to_existing: z.boolean() })
  .partial()
  .strict()
export type UpdatePlan = z.infer<typeof UpdatePlan>

const variants = z.array(z.string().min(1).max(100)).max(500).default([])

export const SetVariants = z.object({ add: variants, remove: variants }).strict()
export type SetVariants = z.infer<typeof SetVariants>

export const ListPlans = listParams(["created_at", "code", "name"])
export type ListPlans = z.infer<typeof ListPlans>
