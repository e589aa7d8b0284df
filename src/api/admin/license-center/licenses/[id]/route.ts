import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readLicense } from "../read-license"

/** One license, key masked, with its delivery, devices and terms. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  res.json({ license: await readLicense(req.scope, req.params.id!) })
}
