import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Note } from "../../validators"
import { writeMessage } from "../write-message"

/** Writes something that only operators see, and that changes nothing else. */
export const POST = async (req: AuthenticatedMedusaRequest<Note>, res: MedusaResponse) => {
  res.json(await writeMessage(req, "note"))
}
