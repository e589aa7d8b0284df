import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Reply } from "../../validators"
import { writeMessage } from "../write-message"

/** Answers the customer, who is mailed the words and a link. The ticket then waits for them, unless `status` says else. */
export const POST = async (req: AuthenticatedMedusaRequest<Reply>, res: MedusaResponse) => {
  res.json(await writeMessage(req, "public"))
}
