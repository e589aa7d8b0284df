import type { Test } from "supertest"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { PORTAL_MODULE } from "../../../src/modules/portal"
import type PortalModuleService from "../../../src/modules/portal/service"
import type { CreateLinkInput } from "../../../src/modules/portal/types"
import type { App } from "../../setup/app"
import type { Mail } from "../../setup/mailbox"
import { aBuyer, type Basket, type License } from "../../setup/orders"
import { aCaller, type Caller } from "../../setup/http"

export const STORE = "/store/license-center"
export const SUBJECT = /^Your licenses at /

type Method = "get" | "post" | "delete"

/** What the tests of the portal do over and over. */
export class Portal {
  constructor(readonly app: App) {}

  get module(): PortalModuleService {
    return this.app.container.resolve<PortalModuleService>(PORTAL_MODULE)
  }

  get licensing(): LicensingModuleService {
    return this.app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
  }

  /** @param session left out: nobody in particular */
  ask(method: Method, path: string, body?: object, session?: string): Test {
    const test = this.app.store.shop.ask(method, `${STORE}${path}`, body)
    return session === undefined ? test : test.set("authorization", `Bearer ${session}`)
  }

  request(email: string): Test {
    return this.ask("post", "/portal/links", { email })
  }

  async sold(basket: Basket = { solo: 1 }, email = aBuyer()): Promise<{ email: string; licenses: License[] }> {
    const order = await this.app.orders.aPaidOrder({ email, basket })
    return { email, licenses: await this.app.orders.licenses(order) }
  }

  /** As a buyer does it: asked for, mailed, opened. */
  async open(email: string): Promise<{ session: string; token: string; mail: Mail }> {
    await this.request(email).expect(202)
    const [mail] = await this.app.mailbox.waitFor(email, 1, SUBJECT)
    const token = tokenIn(mail!)
    return { token, mail: mail!, session: await this.exchange(token) }
  }

  async exchange(token: string): Promise<string> {
    const { body } = await this.ask("post", "/portal/session", { token }).expect(200)
    return body.session
  }

  /** The token of a link, without its mail. */
  async tokenFor(email: string, more: Partial<CreateLinkInput> = {}): Promise<string> {
    const input = { email, locale: null, kind: "portal", subject_id: null, expires_in: "P7D", ...more } as const
    const id = await this.module.links.create(input, new Date())
    const { token } = (await this.module.links.readMail(id, new Date()))!
    await this.module.links.markNoticed([id])
    return token
  }

  /** A session without its mail. */
  async visit(email: string, more: Partial<CreateLinkInput> = {}): Promise<string> {
    const exchanged = await this.module.sessions.exchange(await this.tokenFor(email, more), new Date())
    if (!exchanged.ok) {
      throw new Error(exchanged.reason)
    }
    return exchanged.session
  }

  /** The sold software on a device, "Ada's Mac". @returns the activation's id */
  async activate(email: string): Promise<string> {
    const { mailbox, store } = this.app
    const body = { key: mailbox.keysTo(email)[0], product: store.product.handle, fingerprint: "mac", name: "Ada's Mac" }
    const { activation } = await store.anyone.post("/license-center/v1/activate", body)
    return activation.id
  }

  /** Somebody who registered with an address, which Medusa never proves. */
  async account(email: string): Promise<Caller & { id: string }> {
    const { shop, anyone } = this.app.store
    const who = { email, password: "only for tests" }
    const { token } = await anyone.post("/auth/customer/emailpass/register", who)
    const { body } = await shop
      .ask("post", "/store/customers", { email })
      .set("authorization", `Bearer ${token}`)
      .expect(200)
    const signed = await anyone.post("/auth/customer/emailpass", who)
    const { api_keys } = await this.app.store.admin.get("/admin/api-keys?type=publishable")
    const headers = { "x-publishable-api-key": api_keys.at(-1).token, authorization: `Bearer ${signed.token}` }
    return { ...aCaller(this.app.url, headers), id: body.customer.id }
  }

  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.app.container.resolve("__pg_connection__").raw(text, values as never)
    return rows as Row[]
  }

  async eventsOf(license_id: string, name: string) {
    return this.licensing.listLicenseEvents({ license_id, name }, { order: { created_at: "ASC" } })
  }
}

export function tokenIn({ text }: Pick<Mail, "text">): string {
  const [token] = /lcp_[A-Za-z0-9_-]{43}/.exec(text) ?? []
  if (!token) {
    throw new Error(`no private link in: ${text}`)
  }
  return token
}
