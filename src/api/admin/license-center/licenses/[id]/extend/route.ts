import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { extendLicenseWorkflow } from "../../../../../../workflows/licenses/workflows/extend-license"
import { operator } from "../../../actor"
import { readLicense } from "../../read-license"
import type { ExtendLicense } from "../../validators"

/** The license and its updates end later, from their end or from now. Doing it twice extends twice. */
export const POST = async (req: AuthenticatedMedusaRequest<ExtendLicense>, res: MedusaResponse) => {
  const id = req.params.id!
  const { by, reason } = req.validatedBody
  await extendLicenseWorkflow(req.scope).run({ input: { id, by, reason, actor: operator(req) } })
  res.json({ license: await readLicense(req.scope, id) })
}
