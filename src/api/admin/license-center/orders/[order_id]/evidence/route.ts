import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { evidenceDocument } from "../../../../../../workflows/payments/evidence/document"
import { readEvidence } from "../../../../../../workflows/payments/evidence/read-evidence"

/** A file for the answer to a dispute: one page of HTML that needs nothing else, to be printed as PDF for Stripe. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const evidence = await readEvidence(req.scope, req.params.order_id!)
  if (!evidence) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${req.params.order_id} was not found`)
  }
  res.setHeader("Content-Type", "text/html; charset=utf-8")
  res.setHeader("Content-Disposition", `attachment; filename="evidence-order-${evidence.order.number}.html"`)
  res.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  res.setHeader("X-Content-Type-Options", "nosniff")
  res.setHeader("Cache-Control", "no-store")
  res.send(evidenceDocument(evidence, new Date()))
}
