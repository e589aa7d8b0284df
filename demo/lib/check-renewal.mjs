import { capturePayment, completeCart } from "./check-orders.mjs"
import { waitFor } from "./check-wait.mjs"

const link = /\/license-center\/portal#(lcp_[A-Za-z0-9_-]{43})/
const BASE = "/store/license-center"

/**
 * Opens the buyer's licenses by a link of a mail, without an account, and renews one: asked what it costs, bought, paid.
 *
 * @param {object} with_
 * @param {(label: string, work: () => Promise<any>) => Promise<any>} with_.step
 * @param {(text: RegExp) => Promise<{ text: string }>} with_.mail waits for a mail to the buyer
 * @throws when a step does not hold
 */
export async function checkRenewal({ step, store, admin, mail, buyer, license }) {
  const owner = await step("A mailed link opens the licenses", async () => {
    await store.post(`${BASE}/portal/links`, { email: buyer })
    const [, token] = link.exec((await mail(link)).text)
    const { session } = await store.post(`${BASE}/portal/session`, { token })
    return store.as({ authorization: `Bearer ${session}` })
  })
  const at = `${BASE}/licenses/${license.id}`
  const { license: before } = await owner.get(at)
  const quote = await step("What a renewal costs and comes to", async () => {
    const { renewal } = await owner.get(`${at}/renewal`)
    if (!renewal.can_renew || !(endOf(before) < renewal.new_updates_until))
      throw new Error(`the quote reads: ${JSON.stringify(renewal)}`)
    return renewal
  })
  const order = await step("Renew through the store API", async () => {
    const { cart } = await owner.post(`${at}/renewal-cart`)
    if (cart.total !== quote.total) throw new Error(`the cart costs ${cart.total}, and the quote said ${quote.total}`)
    return completeCart(store, cart.id)
  })
  await step("No renewal before the payment", async () => {
    const { license: now } = await owner.get(at)
    if (endOf(now) !== endOf(before)) throw new Error(`its end moved to ${endOf(now)}`)
  })
  await step("Paid, the license ends later", async () => {
    await capturePayment(admin, order)
    await waitFor(`an end after ${endOf(before)}`, async () => endOf((await owner.get(at)).license) > endOf(before))
  })
}

/** Of its updates: the license itself never ends. */
const endOf = ({ updates_until }) => updates_until
