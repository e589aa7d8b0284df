import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { BUSY_RETRY, type BodyBudget } from "../../lib/body-budget"
import { readBody, type Body } from "../../lib/read-body"
import { MAX_BYTES } from "../../modules/support/rules/attachment"

/** Why a file was not read, for who may try again. */
export const NOT_READ = {
  busy: "Too many files are coming in. Try again in a minute.",
  slow: "The file did not come in within two minutes. Try again over a faster line.",
}

/** What a file of the greatest size takes over a line of less than 1 Mbit/s. */
const DEADLINE_MS = 2 * 60_000

/**
 * Reads a body that is a file to be attached. It counts as held until `release` is called.
 *
 * @param holder whose share of the budget it takes
 */
export async function readUpload(
  req: MedusaRequest,
  res: MedusaResponse,
  budget: BodyBudget,
  holder: string
): Promise<Body> {
  const body = await readBody(req, { limit: MAX_BYTES, held: budget.open(holder), deadline_ms: DEADLINE_MS })
  if (!body.ok && (body.reason === "busy" || body.reason === "slow")) {
    res.setHeader("Retry-After", String(BUSY_RETRY))
  }
  if (!body.ok && body.reason === "slow") {
    res.setHeader("Connection", "close")
  }
  return body
}
