import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { createUpgradeCartWorkflow } from "../../../src/workflows/upgrades/workflows/create-upgrade-cart"
import type { App } from "../../setup/app"
import { aBuyer, type License, type Order } from "../../setup/orders"

export const DAY_MS = 86_400_000
/** How long ago a license of {@link editionsOf} was sold. */
export const DAYS_GONE = 165

/** Variants of one product. */
const EDITIONS = {
  starter: { price: 200, plan: { seats: 5, term: "P1Y" } },
  business: { price: 500, plan: { seats: 20, term: "P1Y" } },
  decade: { price: 1500, plan: { seats: 5, term: "P10Y" } },
  forever: { price: 900, plan: { seats: 10, term: null } },
}
type Edition = keyof typeof EDITIONS

/** What can be upgraded, and its upgrades as they are bought. */
export function editionsOf(app: App) {
  const licensing = () => app.container.resolve<LicensingModuleService>(LICENSING_MODULE)

  const theEditions = async (): Promise<Record<Edition, string>> => {
    const { admin, sales_channel_id } = app.store
    const { product } = await admin.post("/admin/products", {
      title: "Nimbus Draw",
      status: "published",
      options: [{ title: "Edition", values: Object.keys(EDITIONS) }],
      variants: Object.entries(EDITIONS).map(([title, { price }]) => ({
        title,
        manage_inventory: false,
        options: { Edition: title },
        prices: [{ currency_code: "eur", amount: price }],
      })),
      sales_channels: [{ id: sales_channel_id }],
    })
    const variants = {} as Record<Edition, string>
    for (const { id, title } of product.variants as { id: string; title: Edition }[]) {
      const fields = { code: title, name: title, key_prefix: "TEST", ...EDITIONS[title].plan }
      const { plan } = await admin.post("/admin/license-center/plans", fields)
      await admin.post(`/admin/license-center/plans/${plan.id}/variants`, { add: [id] })
      variants[title] = id
    }
    return variants
  }

  /** Sold a while ago: its term has run for some days. */
  const aLicense = async (variant_id: string): Promise<{ sold: Order; license: License; ends_at: Date }> => {
    const { orders, store } = app
    const cart_id = await orders.aCart({ email: aBuyer(), basket: {} })
    await store.shop.post(`/store/carts/${cart_id}/line-items`, { variant_id, quantity: 1 })
    const sold = await orders.completed(cart_id)
    await orders.capture(sold)
    const [license] = await orders.licenses(sold)
    const [term] = await licensing().listLicenseTerms({ license_id: license!.id })
    const ago = (date: Date) => new Date(date.getTime() - DAYS_GONE * DAY_MS)
    const ends_at = ago(term!.ends_at!)
    await licensing().updateLicenseTerms({ id: term!.id, starts_at: ago(term!.starts_at), ends_at })
    return { sold, license: license!, ends_at }
  }

  const aCart = async (license_id: string, variant_id: string) => {
    const { result } = await createUpgradeCartWorkflow(app.container).run({ input: { license_id, variant_id } })
    return result
  }
  const bought = async (license_id: string, variant_id: string) => {
    const { cart_id, quote } = await aCart(license_id, variant_id)
    const order = await app.orders.completed(cart_id)
    await app.orders.capture(order)
    return { order, quote, cart_id }
  }
  return { theEditions, aLicense, aCart, bought }
}
