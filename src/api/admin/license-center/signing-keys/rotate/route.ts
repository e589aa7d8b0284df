import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { rotateSigningKeysWorkflow } from "../../../../../workflows/signing-keys/workflows/rotate-signing-keys"
import { operator } from "../../actor"
import { readSigningKeys } from "../read-signing-keys"

/** The waiting key signs from now on; other processes follow within a minute. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await rotateSigningKeysWorkflow(req.scope).run({ input: { actor: operator(req) } })
  res.json({ signing_keys: await readSigningKeys(req.scope) })
}
