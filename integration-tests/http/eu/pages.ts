import request from "supertest"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import type { App } from "../../setup/app"

const PAGE = "/license-center/withdraw"

/** The two steps without a script and without a storefront. */
export function withdrawalPages(app: App): void {
  const refunds = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    request(app.url).post(path).type("form").set(headers).send(fields)
  const tokenIn = (html: string) => /name="token" value="(lcw_[\w-]{43})"/.exec(html)?.[1] ?? ""

  it("leads through both steps in the words of the law, and shows the receipt", async () => {
    const order = await app.orders.aPaidOrder()
    const form = await request(app.url).get(`${PAGE}?lang=de&order=${order.display_id}`)
    expect(form.status).toBe(200)
    expect(form.text).toContain("Vertrag widerrufen")
    expect(form.text).toContain(`value="${order.display_id}"`)
    expect((await request(app.url).get(PAGE)).text).toContain("Withdraw from contract here")
    const typed = { name: "Ada Lovelace", order_number: String(order.display_id), email: order.email, part: "" }
    const second = await send(`${PAGE}?lang=de`, typed)
    expect(second.status).toBe(200)
    expect(second.text).toContain("Widerruf bestätigen")
    expect(second.text).toContain("Name: Ada Lovelace")
    const token = tokenIn(second.text)
    expect((await request(app.url).get(`${PAGE}/confirm?lang=de`)).status).toBe(303)
    expect(await refunds().listWithdrawals({ email: order.email })).toMatchObject([{ status: "declared" }])
    const receipt = await send(`${PAGE}/confirm?lang=de`, { token })
    expect(receipt.status).toBe(200)
    expect(receipt.text).toContain("Wir haben Ihren Widerruf erhalten")
    expect(receipt.text).toContain("<time")
    expect(receipt.text).not.toContain(token)
    expect((await send(`${PAGE}/confirm?lang=de`, { token })).text).toEqual(receipt.text)
    await app.events.settled()
    const [mail] = await app.mailbox.waitFor(order.email, 1, /Widerruf erhalten/)
    expect(mail!.text).toContain("Hiermit widerrufe ich")
  })

  it("gives a form back that cannot be taken, and knows no token but its own", async () => {
    const wrong = await send(PAGE, { name: "Ada", order_number: "", email: "ada" })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('value="Ada"')
    expect(wrong.text).toContain("Enter an email address")
    const unknown = await send(`${PAGE}/confirm`, { token: "lcw_nothing" })
    expect(unknown.status).toBe(400)
    expect(unknown.text).toContain("No withdrawal was sent")
  })

  it("takes no form of another site", async () => {
    const answer = await send(PAGE, {}, { origin: "https://evil.example", "sec-fetch-site": "cross-site" })
    expect(answer.status).toBe(403)
  })

  it("is not there where nobody may withdraw", async () => {
    const { eu } = refunds()
    Object.assign(refunds(), { eu: { ...eu, countries: [], regions: {} } })
    try {
      expect((await request(app.url).get(PAGE)).status).toBe(404)
      expect((await send(`${PAGE}/confirm`, { token: "x" })).status).toBe(404)
    } finally {
      Object.assign(refunds(), { eu })
    }
  })
}
