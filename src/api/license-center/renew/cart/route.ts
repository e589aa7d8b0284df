import { CartReadyPage, RenewalProblemPage } from "../../../../pages/reminders/renew"
import { hostedForm } from "../../hosted"
import { makeRenewalCart } from "../../renewal-cart"
import { openRenewal } from "../open-renewal"

/** Makes a cart that renews the licenses of a reminder, and leads to the store's checkout where that is known. */
export const POST = hostedForm(async (hosted) => {
  const opened = await openRenewal(hosted)
  if (!opened) {
    return
  }
  const cart_id = await makeRenewalCart(
    hosted.req.scope,
    opened.licenses.map(({ id }) => id)
  )
  if (cart_id === null) {
    hosted.show(409, RenewalProblemPage, { problem: "nothing" })
  } else if (!hosted.toCheckout(cart_id)) {
    hosted.show(200, CartReadyPage, { cart_id, support_email: hosted.support.options.support_email })
  }
}, "/renew")

export { toRenewal as GET } from "../to-renewal"
