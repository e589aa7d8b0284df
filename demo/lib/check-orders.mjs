const address = {
  first_name: "Ada",
  last_name: "Check",
  address_1: "1 Main St",
  city: "Berlin",
  postal_code: "10115",
  country_code: "de",
}

/** Buys what is in a cart, as a storefront does. @returns the order, whose payment waits to be captured */
export async function completeCart(store, cart_id) {
  await store.post(`/store/carts/${cart_id}`, { shipping_address: address, billing_address: address })
  const { payment_collection } = await store.post("/store/payment-collections", { cart_id })
  await store.post(`/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  const result = await store.post(`/store/carts/${cart_id}/complete`)
  if (result.type !== "order") throw new Error(`the cart did not become an order: ${JSON.stringify(result.error)}`)
  return result.order
}

/** As an operator does on the order's page. */
export async function capturePayment(admin, order) {
  const { order: full } = await admin.get(`/admin/orders/${order.id}?fields=id,*payment_collections.payments`)
  const payments = full.payment_collections.flatMap((collection) => collection.payments)
  if (payments.length !== 1) throw new Error(`payments: expected 1, got ${payments.length}`)
  await admin.post(`/admin/payments/${payments[0].id}/capture`)
}
