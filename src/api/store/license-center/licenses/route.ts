import { z } from "@medusajs/framework/zod"
import { listOwnedLicenses } from "../../../../workflows/portal/lib/read-licenses"
import { ownerRoute } from "../owner-route"
import { refuseInvalid } from "../tickets/visitor-route"

const page = z.object({
  limit: z.coerce.number({ error: "must be a number" }).int("must be whole").min(1).max(100).default(20),
  offset: z.coerce.number({ error: "must be a number" }).int("must be whole").min(0).max(1_000_000).default(0),
})

/** The licenses of who asks, the latest first. */
export const GET = ownerRoute(async (req, res, owner) => {
  const { limit, offset } = req.query
  const read = page.safeParse({ limit, offset })
  if (!read.success) {
    const errors = read.error.issues.map(({ path, message }) => ({ field: path.join("."), message }))
    refuseInvalid(res, errors)
    return
  }
  const { licenses, count } = await listOwnedLicenses(req.scope, owner, read.data)
  res.json({ licenses, count, ...read.data })
})
