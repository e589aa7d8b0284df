import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { Actor } from "../../../modules/licensing/types"

/** Who the audit trail names: the admin user, or the API key that a script used. */
export function operator(req: AuthenticatedMedusaRequest): Actor {
  return { type: "operator", id: req.auth_context.actor_id }
}
