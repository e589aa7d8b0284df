import type { App } from "../../setup/app"
import { aProduct } from "../../setup/store"

const PLANS = "/admin/license-center/plans"

/** What an operator does with plans, and what the server refuses. */
export function plans(app: App): void {
  const minimal = { code: "extra", name: "Extra", key_prefix: "EXTRA" }

  it("makes a plan with the defaults of the design from its code, name and prefix", async () => {
    const { plan } = await app.store.admin.post(PLANS, { ...minimal, name: "  Extra " })
    expect(plan).toMatchObject({
      id: expect.stringMatching(/^lcplan_/),
      code: "extra",
      name: "Extra",
      seats: null,
      term: null,
      updates_term: null,
      on_expiry: "stop",
      grace: "P7D",
      lease_ttl: "P14D",
      deliver_on: "paid",
      quantity_means: "keys",
      rebind_limit: 3,
      rebind_window: "P30D",
      entitlements: [],
      key_prefix: "EXTRA",
      activation_kind: "device",
      floating_timeout: null,
      spare_activations: 2,
      devices_visible_to: "owner",
      renewal_discount_percent: null,
      renewal_variant_id: null,
      license_count: 0,
      variants: [],
    })
  })

  const malformed: Record<string, object> = {
    "no code": { code: undefined },
    "an empty code": { code: "" },
    "a code in upper case": { code: "Extra" },
    "a code with a space": { code: "ex tra" },
    "a code of 65 characters": { code: "x".repeat(65) },
    "no name": { name: undefined },
    "a blank name": { name: "   " },
    "a name of 121 characters": { name: "x".repeat(121) },
    "no prefix": { key_prefix: undefined },
    "a prefix of one letter": { key_prefix: "X" },
    "a prefix of nine letters": { key_prefix: "ABCDEFGHI" },
    "a prefix in lower case": { key_prefix: "extra" },
    "a prefix with a dash": { key_prefix: "EX-TRA" },
    "zero seats": { seats: 0 },
    "negative seats": { seats: -1 },
    "half a seat": { seats: 1.5 },
    "seats as text": { seats: "5" },
    "seats beyond an integer": { seats: 3e9 },
    "a term that is no duration": { term: "1 year" },
    "a term of nothing": { term: "P0D" },
    "a negative term": { term: "-P1Y" },
    "a term of a thousand years": { term: "P1000Y" },
    "a term without a part": { term: "P" },
    "a term with a bare T": { term: "P1DT" },
    "a fraction of a term": { term: "P0.5Y" },
    "an updates term that is no duration": { updates_term: "forever" },
    "no grace": { grace: null },
    "a lease of nothing": { lease_ttl: "PT0S" },
    "a rebind window that is no duration": { rebind_window: "30" },
    "a negative rebind limit": { rebind_limit: -1 },
    "negative spare activations": { spare_activations: -1 },
    "an unknown on_expiry": { on_expiry: "explode" },
    "an unknown deliver_on": { deliver_on: "always" },
    "an unknown quantity_means": { quantity_means: "copies" },
    "an unknown activation_kind": { activation_kind: "person" },
    "an unknown devices_visible_to": { devices_visible_to: "everybody" },
    "a renewal that costs less than nothing": { renewal_discount_percent: 101 },
    "a renewal for no discount": { renewal_discount_percent: 0 },
    "a renewal by a variant there is not": { renewal_variant_id: "variant_none" },
    "a floating plan without its timeout": { activation_kind: "floating" },
    "unlimited seats times the quantity": { quantity_means: "seats", seats: null },
    "entitlements that are no list": { entitlements: "sync" },
    "an entitlement with a space": { entitlements: ["a b"] },
    "an unknown field": { price: 5 },
    "a NUL in the name": { name: "a\u0000b" },
  }

  it("refuses every malformed field with 400, when a plan is made and when it is changed", async () => {
    const { admin, plans } = app.store
    const { plan: before } = await admin.get(`${PLANS}/${plans.solo.id}`)
    const wrong: Record<string, [number, number]> = {}
    for (const [what, fields] of Object.entries(malformed)) {
      const made = await admin.ask("post", PLANS, { ...minimal, ...fields })
      const absent = Object.values(fields).includes(undefined)
      const changed = absent ? made : await admin.ask("post", `${PLANS}/${plans.solo.id}`, fields)
      if (made.status !== 400 || changed.status !== 400) {
        wrong[what] = [made.status, changed.status]
      }
    }
    expect(wrong).toEqual({})
    expect((await admin.get(`${PLANS}/${plans.solo.id}`)).plan).toEqual(before)
    expect((await admin.get(`${PLANS}?q=extra`)).count).toBe(0)
  })

  it("never gives a code away twice, not even one of a deleted plan", async () => {
    const { admin, plans } = app.store
    await admin.ask("post", PLANS, { ...minimal, code: "solo" }).expect(400)
    const { plan } = await admin.post(PLANS, minimal)
    await admin.ask("post", `${PLANS}/${plan.id}`, { code: "team" }).expect(400)
    await admin.delete(`${PLANS}/${plan.id}`)
    const { body } = await admin.ask("post", PLANS, minimal).expect(400)
    expect(body).toMatchObject({ type: "invalid_data", message: expect.stringContaining("extra") })
    await admin.ask("post", `${PLANS}/${plans.solo.id}`, { code: "extra" }).expect(400)
    await admin.post(`${PLANS}/${plans.solo.id}`, { code: "solo" })
  })

  it("lets only one of two operators who want the same code have it", async () => {
    const { admin } = app.store
    const answers = await Promise.all([1, 2, 3].map(() => admin.ask("post", PLANS, minimal)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })

  it("lists plans by code and name, sorted and in pages", async () => {
    const { admin } = app.store
    const codes = async (query: string) => {
      const { plans, count } = await admin.get(`${PLANS}?${query}`)
      return [count, ...plans.map(({ code }: { code: string }) => code)]
    }
    expect(await codes("order=code")).toEqual([3, "invoice", "solo", "team"])
    expect(await codes("order=-code&limit=1&offset=1")).toEqual([3, "solo"])
    expect(await codes("q=the%20team")).toEqual([1, "team"])
    for (const query of ["order=price", "limit=0", "limit=1000", "offset=-1", "limit=x"]) {
      await admin.ask("get", `${PLANS}?${query}`).expect(400)
    }
    await admin.ask("get", `${PLANS}/lcplan_unknown`).expect(404)
    await admin.ask("post", `${PLANS}/lcplan_unknown`, { name: "X" }).expect(404)
    await admin.ask("delete", `${PLANS}/lcplan_unknown`).expect(404)
  })

  it("leaves sold licenses as they were sold, unless the operator says that they follow", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder({ basket: { team: 2 } })
    const path = `${PLANS}/${store.plans.team.id}`
    expect((await store.admin.get(path)).plan.license_count).toBe(1)

    expect(await store.admin.post(path, { seats: 7, entitlements: ["sync"] })).toMatchObject({
      plan: { seats: 7, entitlements: ["sync"] },
      licenses_updated: 0,
    })
    const [sold] = await orders.licenses(order)
    expect(sold).toMatchObject({ seats: { limit: 10 }, entitlements: [] })

    expect(await store.admin.post(path, { apply_to_existing: true })).toMatchObject({ licenses_updated: 1 })
    const [followed] = await orders.licenses(order)
    expect(followed).toMatchObject({ seats: { limit: 14 }, entitlements: ["sync"], expires_at: sold!.expires_at })
    expect(await orders.reconcile(order)).toMatchObject({ resized: [], unchanged: [sold!.id] })
  })

  it("does not delete a plan that a variant sells, and keeps its licenses when it is deleted", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder()
    const path = `${PLANS}/${store.plans.solo.id}`
    await store.admin.ask("delete", path).expect(400)
    await store.admin.post(`${path}/variants`, { remove: [store.variants.solo] })
    expect(await store.admin.delete(path)).toEqual({
      id: store.plans.solo.id,
      object: "license_plan",
      deleted: true,
    })
    await store.admin.ask("get", path).expect(404)
    await orders.reconcile(order)
    expect(await orders.licenses(order)).toMatchObject([{ status: "active", plan: { code: "solo" } }])
  })

  it("attaches a plan to variants, in place of the one before, and detaches only its own", async () => {
    const { admin, plans, variants } = app.store
    const ids = async (plan: { id: string }) =>
      (await admin.get(`${PLANS}/${plan.id}`)).plan.variants.map(({ id }: { id: string }) => id)
    const changed = await admin.post(`${PLANS}/${plans.solo.id}/variants`, { add: [variants.mug, variants.team] })
    expect(changed.plan.variants).toHaveLength(3)
    expect(await ids(plans.team)).toEqual([])
    await admin.post(`${PLANS}/${plans.team.id}/variants`, { remove: [variants.mug] })
    expect(await ids(plans.solo)).toHaveLength(3)
    await admin.post(`${PLANS}/${plans.solo.id}/variants`, { remove: [variants.mug, variants.team] })
    expect(await ids(plans.solo)).toEqual([variants.solo])

    await admin.ask("post", `${PLANS}/${plans.solo.id}/variants`, { add: ["variant_unknown"] }).expect(404)
    await admin.ask("post", `${PLANS}/lcplan_unknown/variants`, { add: [variants.mug] }).expect(404)
    await admin.ask("post", `${PLANS}/${plans.solo.id}/variants`, { add: "all" }).expect(400)
    expect(await ids(plans.solo)).toEqual([variants.solo])
  })

  it("leaves a variant one plan when two operators give it different ones at the same moment", async () => {
    const { admin, plans, variants } = app.store
    const sold: string[][] = []
    for (let round = 0; round < 5; round++) {
      await Promise.all(
        [plans.solo, plans.team, plans.invoice].map((plan) =>
          admin.post(`/admin/license-center/variants/${variants.mug}`, { plan_id: plan.id })
        )
      )
      const all = await Promise.all(Object.values(plans).map(({ id }) => admin.get(`${PLANS}/${id}`)))
      sold.push(
        all.flatMap(({ plan }) =>
          plan.variants.flatMap(({ id }: { id: string }) => (id === variants.mug ? [plan.code] : []))
        )
      )
      await admin.post(`/admin/license-center/variants/${variants.mug}`, { plan_id: null })
    }
    expect(sold.map((codes) => codes.length)).toEqual([1, 1, 1, 1, 1])
  })

  it("shows a variant's plan and what would make its buyers be asked for shipping", async () => {
    const { admin, plans, sales_channel_id } = app.store
    const { variants } = await aProduct(admin, sales_channel_id, ["one"], "digital")
    const path = `/admin/license-center/variants/${variants.one}`
    expect((await admin.get(path)).variant).toMatchObject({ plan: null, warnings: [] })
    expect((await admin.post(path, { plan_id: plans.solo.id })).variant).toMatchObject({ plan: { code: "solo" } })
    expect((await admin.post(path, { plan_id: plans.team.id })).variant).toMatchObject({ plan: { code: "team" } })
    expect((await admin.post(path, { plan_id: null })).variant.plan).toBeNull()
    await admin.ask("post", path, { plan_id: "lcplan_unknown" }).expect(404)
    await admin.ask("post", path, {}).expect(400)
    await admin.ask("get", "/admin/license-center/variants/variant_unknown").expect(404)
    await admin.ask("post", "/admin/license-center/variants/variant_unknown", { plan_id: null }).expect(404)

    const { shipping_profiles } = await admin.get("/admin/shipping-profiles")
    const { product } = await admin.post("/admin/products", {
      title: "In a box",
      status: "published",
      shipping_profile_id: shipping_profiles[0].id,
      options: [{ title: "Box", values: ["red"] }],
      variants: [{ title: "red", manage_inventory: true, options: { Box: "red" }, prices: [] }],
    })
    const boxed = await admin.get(`/admin/license-center/variants/${product.variants[0].id}`)
    expect(boxed.variant.warnings.map(({ code }: { code: string }) => code).sort()).toEqual([
      "inventory_requires_shipping",
      "managed_inventory",
      "shipping_profile",
    ])
  })

  it("gives a product that sells a plan its type, and leaves a type that was set by hand", async () => {
    const { admin, plans, product, sales_channel_id } = app.store
    const typeOf = async (id: string) =>
      (await admin.get(`/admin/products/${id}?fields=id,type.value`)).product.type?.value
    expect(await typeOf(product.id)).toBe("Software license")
    const second = await aProduct(admin, sales_channel_id, ["one"], "second")
    await admin.post(`${PLANS}/${plans.solo.id}/variants`, { add: [second.variants.one] })
    expect(await typeOf(second.product.id)).toBe("Software license")

    const { product_type } = await admin.post("/admin/product-types", { value: "Plugin" })
    const third = await aProduct(admin, sales_channel_id, ["one"], "third")
    await admin.post(`/admin/products/${third.product.id}`, { type_id: product_type.id })
    await admin.post(`${PLANS}/${plans.solo.id}/variants`, { add: [third.variants.one] })
    expect(await typeOf(third.product.id)).toBe("Plugin")
  })
}
