import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answer } from "../answer"

/** Moves a seat from one device to another in one transaction, against the license's quota. */
export const POST = (req: MedusaRequest, res: MedusaResponse) =>
  answer("rebind", req, res, (licensing, input) => licensing.rebind(input))
