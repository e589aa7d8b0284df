import * as catalogue from "./catalogue.mjs"

/**
 * Puts the catalogue into Medusa through its admin API. What exists is left as it is, so an operator's changes survive
 * the next start and a seed that was killed half-way is completed.
 * @param {ReturnType<typeof import("./http.mjs").jsonClient>} admin
 * @returns {Promise<{ publishable_key: string, region_id: string, products: { id: string, handle: string, title: string,
 *   variants: { id: string, title: string, plan_code: string | null }[] }[] }>}
 */
export async function seed(admin) {
  const store = await seedStore(admin)
  const regions = await seedRegions(admin)
  const channel = await seedSalesChannel(admin, store)
  const publishable_key = await seedPublishableKey(admin, channel)
  const plans = await seedPlans(admin)
  const products = []
  for (const product of catalogue.products) products.push(await seedProduct(admin, product, channel, plans))
  return { publishable_key, region_id: regions[0].id, products }
}

async function seedStore(admin) {
  const { stores } = await admin.get("/admin/stores")
  const store = stores[0]
  const known = new Set(store.supported_currencies.map((entry) => entry.currency_code))
  const missing = catalogue.currencies.filter((code) => !known.has(code))
  const change = {}
  if (store.name === catalogue.store.default_name) change.name = catalogue.store.name
  if (missing.length > 0) {
    // Medusa replaces the whole list, and wants exactly one default in it.
    const codes = [...known, ...missing]
    const standard = store.supported_currencies.find((entry) => entry.is_default)?.currency_code ?? codes[0]
    const first = change.name ? catalogue.currencies[0] : standard
    change.supported_currencies = codes.map((currency_code) => ({ currency_code, is_default: currency_code === first }))
  }
  if (Object.keys(change).length > 0) await admin.post(`/admin/stores/${store.id}`, change)
  return store
}

async function seedRegions(admin) {
  const { regions } = await admin.get("/admin/regions?limit=100&fields=id,name,currency_code,*countries")
  const seeded = []
  for (const wanted of catalogue.regions) {
    const taken = (region) => region.countries?.some((country) => wanted.countries.includes(country.iso_2))
    const known = regions.find((region) => region.name === wanted.name) ?? regions.find(taken)
    seeded.push(
      known ?? (await admin.post("/admin/regions", { ...wanted, payment_providers: ["pp_system_default"] })).region
    )
  }
  return seeded
}

async function seedSalesChannel(admin, store) {
  const { sales_channels } = await admin.get("/admin/sales-channels?limit=100")
  const chosen = sales_channels.find((channel) => channel.id === store.default_sales_channel_id) ?? sales_channels[0]
  if (chosen) return chosen
  return (await admin.post("/admin/sales-channels", { name: "Web shop" })).sales_channel
}

async function seedPublishableKey(admin, channel) {
  const title = "Web shop"
  const { api_keys } = await admin.get("/admin/api-keys?type=publishable&limit=100&fields=*,*sales_channels")
  const known = api_keys.find((key) => key.title === title && !key.revoked_at)
  const key = known ?? (await admin.post("/admin/api-keys", { title, type: "publishable" })).api_key
  if (!known?.sales_channels?.some(({ id }) => id === channel.id)) {
    await admin.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  }
  return key.token
}

async function seedPlans(admin) {
  const known = await allPlans(admin)
  const missing = catalogue.plans.filter((plan) => !known.some(({ code }) => code === plan.code))
  const made = []
  for (const plan of missing) made.push((await admin.post("/admin/license-center/plans", plan)).plan)
  return [...known, ...made]
}

async function allPlans(admin) {
  const { plans } = await admin.get("/admin/license-center/plans?limit=100")
  return plans
}

async function seedProduct(admin, wanted, channel, plans) {
  const product = (await findProduct(admin, wanted.handle)) ?? (await createProduct(admin, wanted, channel))
  const variants = []
  for (const variant of product.variants) {
    const plan_code = await attachPlan(admin, wanted, variant, plans)
    variants.push({ id: variant.id, title: variant.title, plan_code })
  }
  const order = (variant) => wanted.variants.findIndex(({ title }) => title === variant.title)
  variants.sort((a, b) => order(a) - order(b))
  return { id: product.id, handle: product.handle, title: product.title, variants }
}

async function findProduct(admin, handle) {
  const fields = "id,handle,title,variants.id,variants.title,variants.sku"
  const { products } = await admin.get(`/admin/products?handle=${handle}&fields=${fields}`)
  return products[0]
}

async function createProduct(admin, wanted, channel) {
  await admin.post("/admin/products", {
    handle: wanted.handle,
    title: wanted.title,
    subtitle: wanted.subtitle,
    description: wanted.description,
    status: "published",
    discountable: true,
    // No shipping profile, and no managed stock: only then does Medusa ask for no shipping at checkout.
    options: [{ title: wanted.option, values: wanted.variants.map(({ title }) => title) }],
    variants: wanted.variants.map(({ title, sku, prices }) => ({
      title,
      sku,
      manage_inventory: false,
      options: { [wanted.option]: title },
      prices: Object.entries(prices).map(([currency_code, amount]) => ({ currency_code, amount })),
    })),
    sales_channels: [{ id: channel.id }],
  })
  return findProduct(admin, wanted.handle)
}

/** Gives a variant its plan unless it has one already, and says which one it has then. */
async function attachPlan(admin, product, variant, plans) {
  const { variant: state } = await admin.get(`/admin/license-center/variants/${variant.id}`)
  if (state.plan) return state.plan.code
  const code = product.variants.find(({ title }) => title === variant.title)?.plan
  const plan = plans.find((entry) => entry.code === code)
  if (!plan) return null
  await admin.post(`/admin/license-center/plans/${plan.id}/variants`, { add: [variant.id] })
  return plan.code
}
