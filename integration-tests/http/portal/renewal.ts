import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { quoteRenewals } from "../../../src/workflows/renewals/lib/quote-renewals"
import type { App } from "../../setup/app"
import { Surfer, type Form } from "../support-pages/surfer"
import { signIn } from "./sign-in"
import { Portal } from "./world"

const PAGE = "/license-center/portal"

/** A renewal from the page of its owner, up to the store's checkout. */
export function renewal(app: App): void {
  const portal = new Portal(app)
  const at = (id: string) => `${PAGE}/licenses/${id}/renew`

  it("says what it costs and comes to, and changes nothing", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer, list } = await signIn(portal, email)
    const id = licenses[0]!.id
    expect(list.html).toContain(`href="${at(id)}"`)
    const page = await surfer.open(at(id))
    const { quote } = await renewalOf(id)
    expect([page.status, page.text]).toEqual([200, expect.stringContaining("€50.00")])
    expect(page.text).toContain(`then until ${day(quote.new_updates_until!)}`)
    expect(await carts(email)).toEqual([])
    expect((await surfer.open(`${at(id)}?lang=de`)).text).toContain(`50,00 €`)
  })

  it("puts the term into a cart, and names it with its total where the store has no address of its checkout", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer } = await signIn(portal, email)
    const { id, order_id, updates_until } = licenses[0]!
    const offer = await surfer.open(at(id))
    const made = await surfer.send(offer.form(at(id)))
    expect([made.status, made.text]).toEqual([200, expect.stringContaining("Total €50.00 Updates then until")])
    const [cart_id] = /cart_\w+/.exec(made.text)!
    const { cart } = await app.store.shop.get(`/store/carts/${cart_id}`)
    expect(cart).toMatchObject({ email, total: 50, items: [{ variant_id: app.store.variants.solo, quantity: 1 }] })
    const [now] = await app.orders.licenses({ id: order_id } as never)
    expect(now!.updates_until).toBe(updates_until)
  })

  it("goes on in the store's checkout", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer } = await signIn(portal, email)
    const id = licenses[0]!.id
    const offer = await surfer.open(at(id))
    await withCheckout("https://shop.example/checkout?cart={cart_id}", async () => {
      const answer = await sendOnly(surfer, offer.form(at(id)))
      const [cart] = await carts(email)
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `https://shop.example/checkout?cart=${cart!.id}`,
      ])
      expect(answer.headers.get("content-security-policy")).toContain("form-action 'self' https://shop.example;")
    })
  })

  it("is not offered for what cannot be renewed", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer } = await signIn(portal, email)
    const id = licenses[0]!.id
    const offer = await surfer.open(at(id))
    await portal.sql("UPDATE license_center_plan SET term = NULL, updates_term = NULL")
    for (const refused of [await surfer.open(at(id)), await surfer.send(offer.form(at(id)))]) {
      expect([refused.status, refused.text]).toEqual([409, expect.stringContaining("cannot be renewed here")])
    }
    expect(await carts(email)).toEqual([])
  })

  it("is for its owner alone", async () => {
    const { licenses } = await portal.sold()
    const other = await signIn(portal, (await portal.sold()).email)
    expect((await other.surfer.open(at(licenses[0]!.id))).status).toBe(404)
    const nobody = await new Surfer(app.url).open(at(licenses[0]!.id))
    expect([nobody.status, nobody.address]).toEqual([200, PAGE])
  })

  const day = (date: Date) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date)

  const carts = (email: string) =>
    portal.sql<{ id: string }>("SELECT id FROM cart WHERE email = ? AND completed_at IS NULL", [email])

  async function renewalOf(id: string) {
    const { renewals } = await quoteRenewals(app.container, [id])
    return renewals[0]!
  }

  /** As if the store had been started with the option. */
  async function withCheckout(checkout_url: string, work: () => Promise<void>): Promise<void> {
    const all = [portal.licensing, app.container.resolve<SupportModuleService>(SUPPORT_MODULE)].map(
      ({ options }) => options
    )
    all.forEach((options) => Object.assign(options, { checkout_url }))
    try {
      await work()
    } finally {
      all.forEach((options) => Object.assign(options, { checkout_url: null }))
    }
  }

  /** Sends a form, and does not follow where its answer leads: outside of this server. */
  function sendOnly({ cookies }: Surfer, { action, fields }: Form): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { cookie, "sec-fetch-site": "same-origin", origin: "null" }
    return fetch(`${app.url}${action}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers,
      redirect: "manual",
    })
  }
}
