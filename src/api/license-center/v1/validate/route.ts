import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answer } from "../answer"

/** "May I run?" 200 with a verdict, 400 for a malformed request, 429 when limited. */
export const POST = (req: MedusaRequest, res: MedusaResponse) =>
  answer("validate", req, res, async (licensing, input) => ({ body: await licensing.validate(input) }))
