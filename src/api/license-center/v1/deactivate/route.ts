import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answer } from "../answer"

/** Gives a seat back, whatever state the license is in. Repeating is fine. */
export const POST = (req: MedusaRequest, res: MedusaResponse) =>
  answer("deactivate", req, res, (licensing, input) => licensing.deactivate(input))
