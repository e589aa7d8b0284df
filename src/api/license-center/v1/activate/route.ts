import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answer } from "../answer"

/** Takes a seat for a device: 201 for a new seat, 200 for the one it holds, 4xx with a verdict otherwise. */
export const POST = (req: MedusaRequest, res: MedusaResponse) =>
  answer("activate", req, res, async (licensing, input) => {
    const { body, changed, created } = await licensing.activate(input)
    return { body, changed, ...(created && { status: 201 }) }
  })
