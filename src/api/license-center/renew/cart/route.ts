import { MedusaError } from "@medusajs/framework/utils"
import { CartReadyPage, RenewalProblemPage } from "../../../../pages/reminders/renew"
import { createRenewalCartWorkflow } from "../../../../workflows/renewals/workflows/create-renewal-cart"
import { hostedForm } from "../../hosted"
import { openRenewal } from "../open-renewal"

/** Makes a cart that renews the licenses of a reminder, and leads to the store's checkout where that is known. */
export const POST = hostedForm(async (hosted) => {
  const opened = await openRenewal(hosted)
  if (!opened) {
    return
  }
  const { result, errors } = await createRenewalCartWorkflow(hosted.req.scope).run({
    input: { license_ids: opened.licenses.map(({ id }) => id) },
    throwOnError: false,
  })
  const [failed] = errors
  if (failed) {
    // One that stands against it is for its reader; everything else is a failure of ours.
    if (MedusaError.isMedusaError(failed.error) && failed.error.type === MedusaError.Types.NOT_ALLOWED) {
      hosted.show(409, RenewalProblemPage, { problem: "nothing" })
      return
    }
    throw failed.error
  }
  if (!hosted.toCheckout(result.cart_id)) {
    hosted.show(200, CartReadyPage, { cart_id: result.cart_id, support_email: hosted.support.options.support_email })
  }
}, "/renew")

export { toRenewal as GET } from "../to-renewal"
