import { RenewalPage, RenewalProblemPage, type RenewableLicense } from "../../../pages/reminders/renew"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import { pricesOf, tryQuotes } from "../../../workflows/renewals/lib/price-renewals"
import type { Hosted } from "../hosted"

type Opened = { token: string; licenses: DeliverableLicense[] }

/** What the link of a reminder may renew, what each costs and comes to, and what all of it costs. */
export async function showRenewal(hosted: Hosted, { token, licenses }: Opened, missing = false): Promise<void> {
  const quotes = await tryQuotes(
    hosted.req.scope,
    licenses.map(({ id }) => id)
  )
  const prices = pricesOf(quotes)
  const quoted = new Map((quotes?.renewals ?? []).map(({ quote }) => [quote.license_id, quote]))
  const now = new Date()
  const shown = licenses
    .filter(({ id }) => quoted.get(id)?.can_renew !== false)
    .map(({ id, masked_key, product, plan, expires_at, updates_until }): RenewableLicense => {
      const ends = expires_at ?? updates_until
      const quote = quoted.get(id)
      return {
        id,
        masked_key,
        product: product.title,
        plan: plan.name,
        ends,
        ended: ends !== null && ends <= now,
        updates_only: expires_at === null,
        new_end: quote?.new_expires_at ?? quote?.new_updates_until ?? null,
        price: prices.get(id) ?? null,
      }
    })
  if (!shown.length) {
    hosted.show(409, RenewalProblemPage, { problem: "nothing" })
    return
  }
  const currency_code = quotes?.origin?.currency_code
  hosted.show(missing ? 400 : 200, RenewalPage, {
    token,
    licenses: shown,
    total: quotes && currency_code ? { amount: quotes.total, currency_code } : null,
    is_tax_inclusive: quotes?.renewals[0]?.is_tax_inclusive ?? false,
    missing,
  })
}
