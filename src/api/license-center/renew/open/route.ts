import { RenewalPage } from "../../../../pages/reminders/renew"
import { priceRenewals } from "../../../../workflows/renewals/lib/price-renewals"
import { hostedForm } from "../../hosted"
import { openRenewal } from "../open-renewal"

/** Shows what the link of a reminder may renew, and does nothing yet. */
export const POST = hostedForm(async (hosted) => {
  const opened = await openRenewal(hosted)
  if (opened) {
    const prices = await priceRenewals(
      hosted.req.scope,
      opened.licenses.map(({ id }) => id)
    )
    hosted.show(200, RenewalPage, {
      token: opened.token,
      licenses: opened.licenses.map(({ id, masked_key, product, plan, expires_at, updates_until }) => ({
        id,
        masked_key,
        product: product.title,
        plan: plan.name,
        ends: expires_at ?? updates_until,
        updates_only: expires_at === null,
        price: prices.get(id) ?? null,
      })),
    })
  }
}, "/renew")

export { toRenewal as GET } from "../to-renewal"
