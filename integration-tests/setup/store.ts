import type { MedusaContainer } from "@medusajs/framework/types"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { aCaller, type Caller } from "./http"

export const OPERATOR = { email: "operator@example.com", password: "only for tests" }

/** What is sold, by the name that tests use. Prices in EUR. */
const OFFERS = {
  /** One key a unit, once paid. */
  solo: { price: 50, plan: { seats: 1, term: null, updates_term: "P1Y", on_expiry: "keep_running" } },
  /** One key a line, five seats a unit. */
  team: { price: 200, plan: { seats: 5, term: "P1Y", quantity_means: "seats" } },
  /** For invoice customers: the key goes out before the money comes in. */
  invoice: { price: 100, plan: { seats: 2, term: "P1Y", deliver_on: "payable" } },
  /** Sells no plan. */
  mug: { price: 10, plan: null },
} as const

export type OfferName = keyof typeof OFFERS

export type Store = {
  admin: Caller
  /** A storefront: with the publishable key, without a customer. */
  shop: Caller
  /** Anybody. */
  anyone: Caller
  region_id: string
  sales_channel_id: string
  product: { id: string; handle: string; title: string }
  variants: Record<OfferName, string>
  plans: Record<Exclude<OfferName, "mug">, { id: string; code: string }>
  price: (offer: OfferName) => number
  location_id: string
  shipping_option_id: string
}

/** A store that is ready to sell: made through the admin API, as an operator would. */
export async function aStore(url: string, container: MedusaContainer): Promise<Store> {
  const anyone = aCaller(url)
  const admin = await anOperator(url, container, OPERATOR)
  const { sales_channel } = await admin.post("/admin/sales-channels", { name: "Web shop" })
  const { region } = await admin.post("/admin/regions", {
    name: "Europe",
    currency_code: "eur",
    countries: ["de", "fr"],
    payment_providers: ["pp_system_default"],
  })
  const { api_key } = await admin.post("/admin/api-keys", { title: "Web shop", type: "publishable" })
  await admin.post(`/admin/api-keys/${api_key.id}/sales-channels`, { add: [sales_channel.id] })
  const { product, variants } = await aProduct(admin, sales_channel.id, Object.keys(OFFERS) as OfferName[])
  const plans = {} as Store["plans"]
  for (const name of ["solo", "team", "invoice"] as const) {
    const { plan } = await admin.post("/admin/license-center/plans", {
      code: name,
      name: `The ${name} plan`,
      key_prefix: "TEST",
      ...OFFERS[name].plan,
    })
    await admin.post(`/admin/license-center/plans/${plan.id}/variants`, { add: [variants[name]] })
    plans[name] = plan
  }
  return {
    admin,
    shop: aCaller(url, { "x-publishable-api-key": api_key.token }),
    anyone,
    region_id: region.id,
    sales_channel_id: sales_channel.id,
    product,
    variants: variants as Store["variants"],
    plans,
    price: (offer) => OFFERS[offer].price,
    ...(await aShippingOption(admin, sales_channel.id)),
  }
}

/** An admin user who signed in. */
export async function anOperator(
  url: string,
  container: MedusaContainer,
  { email, password }: { email: string; password: string }
): Promise<Caller> {
  const anyone = aCaller(url)
  const { token } = await anyone.post("/auth/user/emailpass/register", { email, password })
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString())
  await createUserAccountWorkflow(container).run({
    input: { authIdentityId: claims.auth_identity_id, userData: { email } },
  })
  const signedIn = await anyone.post("/auth/user/emailpass", { email, password })
  return aCaller(url, { authorization: `Bearer ${signedIn.token}` })
}

/** A product whose variants need no shipping: without a shipping profile and without managed stock. */
export async function aProduct(admin: Caller, sales_channel_id: string, names: string[], handle = "nimbus-notes") {
  const { product } = await admin.post("/admin/products", {
    handle,
    title: "Nimbus Notes",
    status: "published",
    options: [{ title: "Edition", values: names }],
    variants: names.map((title) => ({
      title,
      manage_inventory: false,
      options: { Edition: title },
      prices: [{ currency_code: "eur", amount: OFFERS[title as OfferName]?.price ?? 1 }],
    })),
    sales_channels: [{ id: sales_channel_id }],
  })
  const variants: Record<string, string> = {}
  for (const variant of product.variants as { id: string; title: string }[]) {
    variants[variant.title] = variant.id
  }
  return { product: { id: product.id, handle: product.handle, title: product.title }, variants }
}

/** Medusa returns only what was fulfilled, and fulfils only through a shipping option, also what is not shipped. */
async function aShippingOption(admin: Caller, sales_channel_id: string) {
  const { shipping_profile } = await admin.post("/admin/shipping-profiles", { name: "Downloads", type: "digital" })
  const { stock_location } = await admin.post("/admin/stock-locations", { name: "Office" })
  const location = `/admin/stock-locations/${stock_location.id}`
  await admin.post(`${location}/sales-channels`, { add: [sales_channel_id] })
  await admin.post(`${location}/fulfillment-providers`, { add: ["manual_manual"] })
  await admin.post(`${location}/fulfillment-sets`, { name: "Downloads", type: "shipping" })
  const read = await admin.get(`${location}?fields=id,*fulfillment_sets`)
  const set = read.stock_location.fulfillment_sets[0]
  const { fulfillment_set } = await admin.post(`/admin/fulfillment-sets/${set.id}/service-zones`, {
    name: "Europe",
    geo_zones: [{ type: "country", country_code: "de" }],
  })
  const { shipping_option } = await admin.post("/admin/shipping-options", {
    name: "Download",
    service_zone_id: fulfillment_set.service_zones[0].id,
    shipping_profile_id: shipping_profile.id,
    provider_id: "manual_manual",
    price_type: "flat",
    type: { label: "Download", description: "Nothing is shipped", code: "download" },
    prices: [{ currency_code: "eur", amount: 0 }],
    rules: [],
  })
  return { location_id: stock_location.id as string, shipping_option_id: shipping_option.id as string }
}
