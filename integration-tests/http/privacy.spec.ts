import type { IFileModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { withApp } from "../setup/app"
import { PNG, Support, tokenIn } from "./support/world"
import { LICENSING_MODULE } from "../../src/modules/licensing"
import type LicensingModuleService from "../../src/modules/licensing/service"
import { REFUNDS_MODULE } from "../../src/modules/refunds"
import type RefundsModuleService from "../../src/modules/refunds/service"
import { RELEASES_MODULE } from "../../src/modules/releases"
import type ReleasesModuleService from "../../src/modules/releases/service"
import { reconcileOrderWorkflow } from "../../src/workflows/orders/workflows/reconcile-order"
import { dropTracesWorkflow } from "../../src/workflows/privacy/workflows/drop-traces"
import { sendNoticesWorkflow } from "../../src/workflows/notices"

const CUSTOMERS = "/admin/license-center/customers"
const DAY = 86_400_000

withApp((app) => {
  const support = new Support(app)
  const licensing = () => app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const refunds = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const releases = () => app.container.resolve<ReleasesModuleService>(RELEASES_MODULE)
  afterEach(() => app.events.settled())

  /** A customer with a license, a device, a ticket with a file, and what the law asks for. */
  const aCustomer = async () => {
    const order = await app.orders.aPaidOrder()
    const { email } = order
    const [license] = await app.orders.licenses(order)
    const key = await app.orders.reveal(license!)
    const product = app.store.product.handle
    const body = { key, product, fingerprint: "mac", name: "Ada's Mac" }
    await app.store.anyone.ask("post", "/license-center/v1/activate", body).expect(201)
    await support.request({ email, name: "Ada Lovelace" }).expect(202)
    const [mail] = await app.mailbox.waitFor(email, 1, /received your request/)
    const visit = await support.exchange(tokenIn(mail!))
    const file = await visit
      .ask("post", "/current/attachments?filename=my-face.png")
      .type("image/png")
      .send(PNG as never)
      .expect(201)
    await visit
      .ask("post", "/current/messages")
      .send({ message: "A picture of me", attachments: [file.body.attachment.id] })
      .expect(201)
    await refunds().createConsentWaivers({
      cart_id: `cart_${order.id}`,
      order_id: order.id,
      email,
      text_begin: "Begin",
      text_lose: "Lose",
      text_version: "1",
      locale: "en",
      given_at: new Date(),
      ip: "192.0.2.77",
      user_agent: "Adas Browser",
    })
    await app.events.settled()
    return { order, email, license: license!, key, visit, product }
  }
  const erase = (email: string, more: object = {}) =>
    app.store.admin.ask("post", `${CUSTOMERS}/erase`, { email, confirm: email, reason: "asked by letter", ...more })

  /** Where a text stands in any table of ours. */
  const foundIn = async (text: string): Promise<string[]> => {
    const knex = app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await knex.raw(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'license\\_center\\_%'"
    )
    const found: string[] = []
    for (const { name } of rows as { name: string }[]) {
      const hits = await knex.raw(`SELECT 1 FROM "${name}" t WHERE t::text ILIKE ? LIMIT 1`, [`%${text}%`])
      found.push(...(hits.rows.length ? [name] : []))
    }
    return found
  }

  it("gives a person all that is held of them, and nobody else's", async () => {
    const customer = await aCustomer()
    const other = await app.orders.aPaidOrder()
    const { text, body, headers } = await app.store.admin.ask("post", `${CUSTOMERS}/export`, {
      email: customer.email.toUpperCase(),
    })
    expect(headers["content-disposition"]).toContain("attachment")
    expect(body.licenses.map(({ id }: { id: string }) => id)).toEqual([customer.license.id])
    expect(body.activations).toMatchObject([{ name: "Ada's Mac" }])
    expect(body.tickets).toMatchObject([{ name: "Ada Lovelace" }])
    expect(body.messages).toHaveLength(2)
    expect(body.attachments).toMatchObject([{ filename: "my-face.png" }])
    expect(body.waivers).toMatchObject([{ ip: "192.0.2.77" }])
    expect(body.notices.length).toBeGreaterThan(1)
    expect(text).not.toContain(customer.key)
    expect(text).not.toContain(other.email)
  })

  it("forgets a person everywhere, and what was sold goes on", async () => {
    const { order, email, license, key, visit, product } = await aCustomer()
    const files = app.container.resolve<IFileModuleService>(Modules.FILE)
    const deleted = jest.spyOn(files, "deleteFiles")
    const { status, body } = await erase(email)
    expect([status, body.erased]).toEqual([
      200,
      expect.objectContaining({ licenses: 1, tickets: 1, files: 1, refunds: 1 }),
    ])
    expect(deleted).toHaveBeenCalledTimes(1)
    deleted.mockRestore()
    for (const text of [email, "Lovelace", "Ada's Mac", "picture of me", "my-face", "192.0.2.77", "Adas Browser"]) {
      expect([text, await foundIn(text)]).toEqual([text, []])
    }
    const summary = await licensing().retrieveLicenseSummary(license.id)
    expect(summary).toMatchObject({ order_id: order.id, status: "active", customer_id: null, seats: { used: 1 } })
    const validated = await app.store.anyone.post("/license-center/v1/validate", { key, product, fingerprint: "mac" })
    expect(validated.code).toBe("VALID")
    await visit.ask("get", "/current").expect(401)
    const { events } = await app.store.admin.get(`/admin/license-center/licenses/${license.id}/events`)
    expect(events[0]).toMatchObject({ name: "license.erased", reason: "asked by letter" })
    // Once more there is nothing left to do.
    expect((await erase(email)).body.erased).toMatchObject({
      licenses: 0,
      tickets: 0,
      files: 0,
      notices: 0,
      refunds: 0,
    })
  })

  it("does not take the address back from the order, nor mail it again", async () => {
    const { order, email, license } = await aCustomer()
    const before = app.mailbox.mailsTo(email).length
    await erase(email)
    await reconcileOrderWorkflow(app.container).run({ input: { order_id: order.id } })
    const { email: kept } = await licensing().retrieveLicenseSummary(license.id)
    expect(kept).toMatch(/^erased-[0-9a-f]{16}@erased\.invalid$/)
    await app.store.admin.post(`/admin/license-center/licenses/${license.id}/revoke`, { reason: "to see the mail" })
    await app.events.settled()
    await sendNoticesWorkflow(app.container).run({ input: {} })
    expect(app.mailbox.mailsTo(email)).toHaveLength(before)
    expect(app.mailbox.mailsTo(kept)).toEqual([])
  })

  it("finds an address of other letters in each of its spellings", async () => {
    const { license } = await aCustomer()
    const [written, ascii] = ["ada@bücher.example", "ada@xn--bcher-kva.example"]
    await licensing().updateLicenses({ id: license.id, email: written })
    await support.request({ email: ascii, name: "Ada Lovelace" }).expect(202)
    for (const email of [written, ascii]) {
      const { body } = await app.store.admin.ask("post", `${CUSTOMERS}/export`, { email })
      expect([body.licenses.length, body.tickets.length]).toEqual([1, 1])
    }
    await app.events.settled()
    expect((await erase(written)).body.erased).toMatchObject({ licenses: 1, tickets: 1 })
    expect([...(await foundIn(written)), ...(await foundIn(ascii))]).toEqual([])
  })

  it("waits until money is settled, unless it is said that it need not", async () => {
    const { order, email } = await aCustomer()
    await refunds().createRefundRequests({ order_id: order.id, assessment_id: "lcass_1", email })
    const refused = await erase(email)
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining("is open")])
    expect(await foundIn("Lovelace")).not.toEqual([])
    expect((await erase(email, { force: true })).status).toBe(200)
  })

  it("is only for operators who mean it", async () => {
    const { email } = await app.orders.aPaidOrder()
    for (const [body, status] of [
      [{ email, confirm: "another@example.com", reason: "asked" }, 400],
      [{ email, reason: "asked" }, 400],
      [{ email, confirm: email }, 400],
      [{ email: "%", confirm: "%", reason: "asked" }, 400],
      [{ email: "a\0@b.example", confirm: "a\0@b.example", reason: "asked" }, 400],
    ] as const) {
      expect((await app.store.admin.ask("post", `${CUSTOMERS}/erase`, body)).status).toBe(status)
    }
    for (const action of ["erase", "export"]) {
      expect((await app.store.anyone.ask("post", `${CUSTOMERS}/${action}`, { email })).status).toBe(401)
    }
  })

  it("keeps from where files were asked for 90 days, and no longer", async () => {
    const [old, recent] = [new Date(Date.now() - 91 * DAY), new Date(Date.now() - 89 * DAY)]
    const download = (created_at: Date) => ({
      license_id: "lic_1",
      release_id: "lcrel_1",
      artifact_id: "lcart_1",
      version: "1.0.0",
      ip_hash: "hash",
      created_at,
    })
    await releases().createReleaseDownloads([download(old), download(recent)] as never)
    const { result } = await dropTracesWorkflow(app.container).run({})
    expect(result).toEqual({ downloads: 1 })
    const left = await releases().listReleaseDownloads({ ip_hash: "hash" })
    expect(left.map((row) => row.created_at)).toEqual([recent])
    expect((await dropTracesWorkflow(app.container).run({})).result).toEqual({ downloads: 0 })
  })
})
