import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type { PlanFields } from "../../../src/modules/licensing/rules/plan"
import type LicensingModuleService from "../../../src/modules/licensing/service"

export const PREFIXES = ["/license-center/v1", "/store/license-center"] as const
export type Prefix = (typeof PREFIXES)[number]

export const CALLS = ["activate", "validate", "deactivate", "rebind"] as const
export type Call = (typeof CALLS)[number]

export type SoldLicense = { id: string; key: string; product: string; order_id: string }

export type SoldProduct = { id: string; handle: string; title: string }

type Options = { prefix?: Prefix; headers?: Record<string, string> }

const BUYER = "personal.data@example.com"

/** Nothing of this may ever be in an answer to the sold software: who bought, the order, and the key itself. */
const PERSONAL = /@|personal\.data|order_|"cus_/
// The dashes are asked for: a lease is long enough to hold five groups of such symbols by chance.
const CLEAR_KEY = /[A-Z0-9]{2,8}(-[0-9A-HJKMNP-TV-Z]{5}){5}/

/**
 * The license desk of a running server, as the sold software sees it, with licenses to ask about. They are issued by
 * the licensing module itself: how an order gets there is another test's subject.
 */
export class Desk {
  readonly url: string
  readonly licensing: LicensingModuleService
  private readonly knex: Knex
  private publishable = ""

  constructor(
    url: string,
    readonly container: MedusaContainer
  ) {
    this.url = url
    this.licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    this.knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  }

  /** Makes what the store's prefix asks for. To be called before the first test, so that every test has it. */
  async open(): Promise<this> {
    const key = await this.container
      .resolve(Modules.API_KEY)
      .createApiKeys({ title: "Sold software", type: "publishable", created_by: "" })
    this.publishable = key.token
    return this
  }

  headers(prefix: Prefix): Record<string, string> {
    return prefix === "/store/license-center" ? { "x-publishable-api-key": this.publishable } : {}
  }

  /** One call; whatever the answer is, it holds no personal data and no key, and is never kept by a cache. */
  async call(call: Call, body: object, { prefix = PREFIXES[0], headers = {} }: Options = {}) {
    const response = await request(this.url)
      .post(`${prefix}/${call}`)
      .set({ ...this.headers(prefix), ...headers })
      .send(body)
    expect(response.headers["cache-control"]).toBe("no-store")
    expect(response.headers["content-type"]).toMatch(/^application\/json/)
    expect(response.text).not.toMatch(PERSONAL)
    expect(response.text).not.toMatch(CLEAR_KEY)
    return response
  }

  /** Status and code of an answer: what most tests ask about. */
  async verdict(call: Call, body: object, options?: Options): Promise<string> {
    const { status, body: answer } = await this.call(call, body, options)
    return `${status} ${answer.code}`
  }

  async jwks(prefix: Prefix = PREFIXES[0]) {
    const { body } = await request(this.url).get(`${prefix}/jwks.json`).set(this.headers(prefix)).expect(200)
    return body as { keys: { kid: string }[] }
  }

  aProduct(name = "nimbus"): SoldProduct {
    const id = randomUUID().slice(0, 8)
    return { id: `prod_${id}`, handle: `${name}-${id}`, title: "Nimbus Notes" }
  }

  /** A license of a paid order, under a plan of its own: five seats for a year, unless the test says otherwise. */
  async aLicense(plan: Partial<PlanFields> = {}, product: SoldProduct = this.aProduct()): Promise<SoldLicense> {
    const unique = randomUUID().slice(0, 8)
    const { id: plan_id } = await this.licensing.createLicensePlans({
      code: `plan-${unique}`,
      name: "Team",
      key_prefix: "NIMBUS",
      seats: 5,
      term: "P1Y",
      entitlements: ["sync"],
      ...plan,
    })
    const line_item_id = `ordli_${unique}`
    const money = { total: 10, credited: 0, authorized: 10, captured: 10, refunded: 0, refunded_at: null }
    const line = { line_item_id, quantity: 1, returned: 0, plan_id, variant_id: `variant_${unique}`, product }
    const order = { id: `order_${unique}`, display_id: 1, status: "pending", is_draft: false, ...money }
    const { issued } = await this.licensing.reconcileOrder(
      { ...order, email: BUYER, customer_id: `cus_${unique}`, locale: "en", lines: [line] },
      { type: "system" }
    )
    const [license] = await this.licensing.listLicensesForDelivery(issued)
    return { id: license!.id, key: license!.key, product: product.handle, order_id: order.id }
  }

  /** A license that `device` holds a seat of. */
  async anActivation(device: string, plan: Partial<PlanFields> = {}) {
    const license = await this.aLicense(plan)
    const { body } = await this.call("activate", { ...ask(license), fingerprint: device })
    return { ...license, activation_id: body.activation.id as string, lease: body.lease as string }
  }

  async sql<Row = Record<string, unknown>>(text: string, bindings: Knex.RawBinding[] = []): Promise<Row[]> {
    const { rows } = await this.knex.raw(text, bindings)
    return rows
  }

  /** Moves the end of a license's only term, by days from now. */
  async endTerm(license: SoldLicense, days: number): Promise<Date> {
    const end = new Date(Date.now() + days * 86_400_000)
    await this.sql(
      "UPDATE license_center_term SET starts_at = least(starts_at, ?::timestamptz - interval '1 year'), ends_at = ? WHERE license_id = ?",
      [end, end, license.id]
    )
    return end
  }

  async seatsTaken(license: SoldLicense): Promise<number> {
    const [row] = await this.sql<{ taken: number }>(
      "SELECT count(*)::int AS taken FROM license_center_activation WHERE license_id = ? AND deactivated_at IS NULL AND NOT spare",
      [license.id]
    )
    return row!.taken
  }

  /**
   * Every row of every table of ours, as one digest a table: equal before and after means that nothing was written. The
   * marks are left out: the server's own sweep moves them, whatever a test does.
   */
  async everything(): Promise<Record<string, string>> {
    const tables = await this.sql<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name LIKE 'license\\_center\\_%' AND table_name <> 'license_center_mark' ORDER BY 1"
    )
    const digests: Record<string, string> = {}
    for (const { name } of tables) {
      const [row] = await this.sql<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest FROM "${name}" t`
      )
      digests[name] = row!.digest
    }
    return digests
  }
}

/** What every call names: the key and the product. */
export function ask(license: SoldLicense): { key: string; product: string } {
  return { key: license.key, product: license.product }
}

/** A key that nobody was sold, though its check symbols fit. */
export { generateKey as anUnknownKey } from "../../../src/lib/license-key"
