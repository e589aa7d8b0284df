// A program of its own, because jest loads no ES modules from TypeScript: fills a running app with the demo's catalogue,
// buys one personal license of it, captures the payment, and prints what the test needs to know.
//
//   node open-shop.mjs '{ "url": …, "jwtSecret": …, "operator": { "email", "password" }, "buyer": … }'
import { jsonClient } from "../../../demo/lib/http.mjs"
import { seed } from "../../../demo/lib/seed.mjs"
import { signInAsOperator } from "../../../demo/lib/seed-admin.mjs"

const { url, jwtSecret, operator, buyer } = JSON.parse(process.argv[2])
const admin = await signInAsOperator({ url, jwtSecret, ...operator })
const { publishable_key, region_id, products } = await seed(admin)
const [product] = products
const variant = product.variants.find(({ plan_code }) => plan_code === "personal")
const { token } = await jsonClient(url).post("/auth/user/emailpass", operator)

const store = jsonClient(url, { "x-publishable-api-key": publishable_key })
const { cart } = await store.post("/store/carts", { region_id, email: buyer })
const address = { first_name: "Ada", last_name: "Buyer", address_1: "1 Main St", city: "Berlin", postal_code: "10115" }
await store.post(`/store/carts/${cart.id}`, { billing_address: { ...address, country_code: "de" } })
await store.post(`/store/carts/${cart.id}/line-items`, { variant_id: variant.id, quantity: 1 })
const { payment_collection } = await store.post("/store/payment-collections", { cart_id: cart.id })
const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
await store.post(sessions, { provider_id: "pp_system_default" })
const { order } = await store.post(`/store/carts/${cart.id}/complete`)

const { order: full } = await admin.get(`/admin/orders/${order.id}?fields=id,*payment_collections.payments`)
await admin.post(`/admin/payments/${full.payment_collections[0].payments[0].id}/capture`)
process.stdout.write(JSON.stringify({ token, product, variant, order_id: order.id }))
