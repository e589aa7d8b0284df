import { RenewalProblemPage } from "../../../../pages/reminders/renew"
import { CartReadyPage } from "../../../../pages/reminders/cart-ready"
import { readCart } from "../../../../workflows/renewals/lib/read-cart"
import { hostedForm } from "../../hosted"
import { makeRenewalCart } from "../../renewal-cart"
import { openRenewal } from "../open-renewal"
import { showRenewal } from "../show-renewal"

/** Makes a cart that renews what was chosen of a reminder, and leads to the store's checkout where that is known. */
export const POST = hostedForm(async (hosted) => {
  const opened = await openRenewal(hosted)
  if (!opened) {
    return
  }
  const { form, licenses } = opened
  const chosen = form.has("choose") ? licenses.filter(({ id }) => form.has(`license-${id}`)) : licenses
  if (!chosen.length) {
    await showRenewal(hosted, opened, true)
    return
  }
  const cart_id = await makeRenewalCart(
    hosted.req.scope,
    chosen.map(({ id }) => id)
  )
  if (cart_id === null) {
    hosted.show(409, RenewalProblemPage, { problem: "nothing" })
  } else if (!hosted.toCheckout(cart_id)) {
    const { cart } = await readCart(hosted.req.scope, cart_id)
    hosted.show(200, CartReadyPage, { cart })
  }
}, "/renew")

export { toRenewal as GET } from "../to-renewal"
