import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readSigningKeys } from "./read-signing-keys"

/** The keys that leases are signed with, latest first. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ signing_keys: await readSigningKeys(req.scope) })
}
