import { ModulesSdkUtils } from "@medusajs/framework/utils"
import LicensingModuleService from "../service"
import type { LicenseFilters, ListConfig } from "../services/license-reader"
import { aLicense, MODULE_OPTIONS } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(120_000)

const LICENSES = 40_000

/** Plans of which the first ones are sold no more, so that the latest licenses are none of theirs. */
const PLANS = `
INSERT INTO license_center_plan (id, code, name, key_prefix)
SELECT 'plan_' || n, 'plan-' || n, 'A plan', 'NIMBUS' FROM generate_series(0, 4) n`

const MANY = `
INSERT INTO license_center_license
  (id, key_hash, key_sealed, masked_key, plan_id, product_id, order_id, order_display_id, line_item_id, customer_id, email,
   seats, on_expiry, grace, lease_ttl, rebind_limit, rebind_window, entitlements, quantity_means, activation_kind,
   spare_activations, devices_visible_to, status, created_at)
SELECT 'lic_' || n, 'hash_' || n, 'sealed', 'masked', 'plan_' || n * 5 / ${LICENSES}, 'prod_1', 'order_' || n, n, 'line_' || n,
       'cus_' || n / 3, 'buyer' || n || '@shop.example', 3, 'stop', 'P7D', 'P14D', 3, 'P30D', '{}', 'keys', 'device', 2, 'owner',
       CASE WHEN n % 100 = 0 THEN 'revoked' ELSE 'active' END, now() - (${LICENSES} - n) * interval '1 minute'
  FROM generate_series(0, ${LICENSES} - 1) n`

withLicensing(({ service, MikroOrmWrapper }) => {
  let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
  beforeEach(() => {
    pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
  })
  afterEach(() => pool.destroy())

  /** Lists, and tells how Postgres carries out each of the statements that did it. */
  async function listAndExplain(reader: LicensingModuleService, filters: LicenseFilters, config: ListConfig) {
    const statements: { sql: string; bindings: unknown[] }[] = []
    const remember = (statement: (typeof statements)[number]) => statements.push(statement)
    pool.on("query", remember)
    const [found, count] = await reader.searchLicenses(filters, config)
    pool.off("query", remember)
    const connection = await pool.client.acquireConnection()
    const plans: string[] = []
    for (const { sql, bindings } of statements) {
      const { rows } = await connection.query(`EXPLAIN ${sql}`, bindings)
      plans.push(rows.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n"))
    }
    await pool.client.releaseConnection(connection)
    return { count, ids: found.map(({ id }) => id), plans }
  }

  it("lists of many licenses are read by an index, however they are searched, filtered and sorted", async () => {
    await aLicense(service)
    for (const statement of [PLANS, MANY, "VACUUM ANALYZE license_center_license"]) {
      await pool.raw(statement)
    }
    const reader = new LicensingModuleService(
      { __pg_connection__: pool, logger: { warn: () => undefined }, baseRepository: {} } as never,
      MODULE_OPTIONS
    )
    const filters: [LicenseFilters, number][] = [
      [{ q: "BUYER777@" }, 1],
      [{ q: "buyer777" }, 11],
      [{ q: "nobody@shop.example" }, 0],
      [{ q: "#4711" }, 1],
      [{ q: "lic_500" }, 1],
      [{ q: "order_500" }, 1],
      [{ order_id: "order_12" }, 1],
      [{ customer_id: "cus_12" }, 3],
      [{ email: "buyer777@shop.example" }, 1],
      [{ plan_id: "plan_0" }, LICENSES / 5],
      [{ status: "revoked" }, LICENSES / 100],
      [{ status: "revoked", plan_id: "plan_0", product_id: "prod_1" }, LICENSES / 500],
    ]
    const read: string[] = []
    for (const [filter, expected] of filters) {
      for (const by of ["created_at", "email", "status"] as const) {
        const list = { limit: 20, offset: 0, order: { by, desc: by === "created_at" } }
        const { count, ids, plans } = await listAndExplain(reader, filter, list)
        expect([filter, by, count, ids.length]).toEqual([filter, by, expected, Math.min(20, expected)])
        expect(plans).toHaveLength(2)
        read.push(...plans.filter(wholeTable).map((plan) => `${JSON.stringify(filter)} by ${by}:\n${plan}`))
      }
    }
    expect(read).toEqual([])
    // Without a filter all rows are counted, but not read for the page.
    for (const by of ["created_at", "email", "status"] as const) {
      const { plans } = await listAndExplain(reader, {}, { limit: 20, offset: 0, order: { by, desc: true } })
      expect(plans.filter((plan) => plan.includes("Limit")).filter(wholeTable)).toEqual([])
    }
  })
})

const wholeTable = (plan: string) => plan.includes("Seq Scan on license_center_license")
