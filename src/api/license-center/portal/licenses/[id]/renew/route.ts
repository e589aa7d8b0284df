import { NoRenewalPage, RenewalCartPage, RenewalPage } from "../../../../../../pages/portal/renewal"
import { quoteRenewals } from "../../../../../../workflows/renewals/lib/quote-renewals"
import { readCart } from "../../../../../../workflows/renewals/lib/read-cart"
import { makeRenewalCart } from "../../../../renewal-cart"
import { licenseForm, licensePage } from "../../license-form"

/** What one more term costs, and how long the license is good for then. Changes nothing. */
export const GET = licensePage(async ({ hosted, visitor, license }) => {
  const { renewals, total } = await quoteRenewals(hosted.req.scope, [license.id])
  const { quote, is_tax_inclusive } = renewals[0]!
  if (!quote.can_renew) {
    hosted.show(409, NoRenewalPage, {})
    return
  }
  hosted.show(200, RenewalPage, {
    license,
    quote,
    total,
    is_tax_inclusive,
    form_token: hosted.support.forms.token(visitor.session_id),
  })
})

/** Makes a cart for one more term, which the store's checkout goes on with where the store has said where that is. */
export const POST = licenseForm(async ({ hosted, license }) => {
  const cart_id = await makeRenewalCart(hosted.req.scope, [license.id])
  if (cart_id === null) {
    hosted.show(409, NoRenewalPage, {})
  } else if (!hosted.toCheckout(cart_id)) {
    const [{ cart }, { renewals }] = await Promise.all([
      readCart(hosted.req.scope, cart_id),
      quoteRenewals(hosted.req.scope, [license.id]),
    ])
    const { new_expires_at, new_updates_until } = renewals[0]!.quote
    hosted.show(200, RenewalCartPage, {
      product: license.product.title,
      cart,
      until: { expires_at: new_expires_at, updates_until: new_updates_until },
    })
  }
})
