import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { safeText } from "../../../../../workflows/moves/lib/safe-text"
import { erasePerson } from "../../../../../workflows/privacy/lib/erase-person"
import { operator } from "../../actor"
import type { EraseCustomer } from "../validators"

/** Takes a person out of everything that the plugin holds. 400 while a refund or a dispute is open, unless forced. */
export const POST = async (req: AuthenticatedMedusaRequest<EraseCustomer>, res: MedusaResponse) => {
  const { email, reason, force } = req.validatedBody
  const erased = await erasePerson(req.scope, { email, reason: safeText(reason) ?? "", force, actor: operator(req) })
  res.json({ erased })
}
