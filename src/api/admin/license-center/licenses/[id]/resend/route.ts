import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resendLicenseWorkflow } from "../../../../../../workflows/licenses/workflows/resend-license"
import { operator } from "../../../actor"
import type { Reason } from "../../../validators"
import { readLicense } from "../../read-license"

/** Mails the key once more, to the address that the license has now. */
export const POST = async (req: AuthenticatedMedusaRequest<Reason>, res: MedusaResponse) => {
  const id = req.params.id!
  await resendLicenseWorkflow(req.scope).run({ input: { id, reason: req.validatedBody.reason, actor: operator(req) } })
  res.json({ license: await readLicense(req.scope, id) })
}
