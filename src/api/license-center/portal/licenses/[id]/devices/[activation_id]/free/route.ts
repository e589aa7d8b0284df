import { MedusaError } from "@medusajs/framework/utils"
import { PlainPage } from "../../../../../../../../pages/tickets/plain"
import { freeSeat } from "../../../../../../../../workflows/portal/lib/license-desk"
import { ownerOf } from "../../../../../visit"
import { licenseForm } from "../../../../license-form"

/** Frees the seat of a device. One that is free already is fine. */
export const POST = licenseForm(async ({ hosted, visitor, license, page }) => {
  try {
    await freeSeat(hosted.req.scope, ownerOf(visitor), license.id, hosted.req.params.activation_id!)
  } catch (error) {
    if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_FOUND) {
      hosted.show(404, PlainPage, { says: "missing", back: "/portal" })
      return
    }
    throw error
  }
  hosted.lead(`/portal?freed=1&page=${page}`)
})

export { backToPortal as GET } from "../../../../../back-to-portal"
