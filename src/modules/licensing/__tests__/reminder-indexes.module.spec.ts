import { ModulesSdkUtils } from "@medusajs/framework/utils"
import LicensingModuleService from "../service"
import { MODULE_OPTIONS } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(120_000)

type Query = { sql: string; bindings: unknown[] }

const ALL_DAY = { ...MODULE_OPTIONS, reminders: { hours: "00:00-24:00" } }
const HOUR = 3_600_000

withLicensing(({ MikroOrmWrapper }) => {
  let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
  beforeEach(() => {
    pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
  })
  afterEach(() => pool.destroy())

  /** Licenses that end around now, hour by hour, most of them reminded of already. */
  async function aFullStore(): Promise<void> {
    const many = "FROM generate_series(1, 5000) AS n"
    await pool.raw(`
      INSERT INTO license_center_plan (id, code, name, seats, term, on_expiry, entitlements, key_prefix, activation_kind)
        VALUES ('lcplan_1', 'team', 'Team', 5, 'P1Y', 'stop', '{}', 'NIMBUS', 'device');
      INSERT INTO license_center_product (id, handle, handles, title) VALUES ('prod_1', 'app', '{app}', 'App');
      INSERT INTO license_center_license
          (id, key_hash, key_sealed, masked_key, plan_id, product_id, variant_id, email, country_code, seats, on_expiry,
           grace, lease_ttl, rebind_window, entitlements, quantity_means, activation_kind, spare_activations,
           devices_visible_to)
        SELECT 'lic_' || n, 'hash' || n, 'sealed' || n, 'NIMBUS', 'lcplan_1', 'prod_1', 'variant_1',
               'c' || n % 3500 || '@example.com', 'de', 5, 'stop', 'P7D', 'P14D', 'P30D', '{}', 'keys', 'device', 2,
               'owner' ${many};
      INSERT INTO license_center_term (id, license_id, kind, starts_at, ends_at)
        SELECT 'lcterm_' || n, 'lic_' || n, 'initial', now() - interval '2 years', now() + (n - 2500) * interval '1 hour'
          ${many};
      INSERT INTO license_center_reminder
          (id, license_id, term_id, offset_days, due_at, planned_ends_at, status, not_before, notice_id, settled_at)
        SELECT 'lcrem_' || n, 'lic_' || n, 'lcterm_' || n, -60, now(), now(), 'sent', now(), 'lcnot_' || n % 2000, now() - interval '30 days'
          ${many};
      INSERT INTO license_center_unsubscribe (id, email_hash, unsubscribed_at) SELECT 'lcuns_' || n, 'hash' || n, now() ${many};
      ANALYZE`)
  }

  /** What is done with reminders all day, each thing once. */
  async function aDay({ reminders }: LicensingModuleService): Promise<void> {
    const { plan, queue, mails, ledger, unsubscribes } = reminders
    const now = new Date()
    const later = new Date(now.getTime() + HOUR)
    await plan.write(new Date(now.getTime() - 80 * HOUR))
    expect((await plan.write(now)).due).toBeGreaterThan(100)
    await queue.isFull()
    let drafted = await queue.draft(now, 50)
    // The oldest are of the first run, and too late by now.
    while (drafted.seen && drafted.mails.length <= 10) {
      drafted = await queue.draft(now, 50)
    }
    expect(drafted.mails.length).toBeGreaterThan(10)
    const given = drafted.mails.map(({ reminder_ids }, i) => ({ notice_id: `lcnot_new${i}`, reminder_ids }))
    expect((await queue.claim(given, now)).length).toBeGreaterThan(10)
    const [{ email, license_ids }, lost] = [drafted.mails[0]!, drafted.mails[1]!]
    const aNotice = (id: string, to: string, status: string, mailed_license_ids: string[] | null) => ({
      ...{ id, to, status, mailed_license_ids, created_at: now, sent_at: null },
    })
    const first = aNotice("lcnot_new0", email, "sending", null)
    expect(await mails.open(first, now)).toMatchObject({ state: "write" })
    await mails.renewable(first.id, email)
    await mails.settle([{ ...first, status: "sent", mailed_license_ids: license_ids }], later)
    await mails.settle([aNotice("lcnot_new1", lost.email, "failed", null)], later)
    await mails.leftAlone(10)
    await ledger.of(license_ids[0]!, now)
    await unsubscribes.set(email, false, { type: "customer" })
    await unsubscribes.set(email, true, { type: "customer" })
  }

  it("reads no table from end to end, whatever is done with reminders", async () => {
    const dependencies = { __pg_connection__: pool, logger: { warn: () => undefined }, baseRepository: {} }
    const service = new LicensingModuleService(dependencies as never, ALL_DAY)
    await aFullStore()
    const asked: Query[] = []
    pool.on("query", ({ sql, bindings }: Query) => asked.push({ sql, bindings }))
    await aDay(service)
    pool.removeAllListeners("query")
    const statements = asked.filter(({ sql }) => /license_center_/.test(sql) && !/^\s*INSERT/i.test(sql))
    expect(statements.length).toBeGreaterThan(20)
    await pool.raw("ANALYZE")
    const scans = new Set<string>()
    for (const { sql, bindings } of statements) {
      // A few thousand rows are read faster from end to end: what is asked here is whether there is another way.
      const { rows } = await pool.transaction(async (trx): Promise<{ rows: Record<string, string>[] }> => {
        await trx.raw("SET LOCAL enable_seqscan = off")
        return trx.raw(`EXPLAIN ${sql.replace(/\$\d+/g, "?")}`, bindings as never)
      })
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
      // Medusa's index of what is not deleted holds everything: reading it is reading the table. A handful of plans and
      // marks is read as a whole by whoever is asked.
      const whole =
        /Seq Scan on license_center_(?:license|term|reminder|unsubscribe)\b|IDX_license_center_\w+_deleted_at/g
      for (const [read] of plan.matchAll(whole)) {
        scans.add(`${read}: ${sql.replace(/\s+/g, " ")}`)
      }
    }
    expect([...scans]).toEqual([])
  })
})
