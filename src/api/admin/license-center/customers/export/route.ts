import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { exportPerson } from "../../../../../workflows/privacy/lib/export-person"
import type { ExportCustomer } from "../validators"

/** All that the plugin holds of an address, for the person who asks. By `POST`: an address belongs into no log. */
export const POST = async (req: AuthenticatedMedusaRequest<ExportCustomer>, res: MedusaResponse) => {
  res
    .set({ "Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="customer-data.json"' })
    .json(await exportPerson(req.scope, req.validatedBody.email))
}
