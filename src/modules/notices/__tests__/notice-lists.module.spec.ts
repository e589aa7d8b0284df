import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { NOTICES_MODULE } from ".."
import type NoticesModuleService from "../service"

jest.setTimeout(120_000)

const NOTICES = 30_000

const MANY = `
INSERT INTO license_center_notice (id, kind, purpose_key, "to", order_id, license_ids, status, created_at)
SELECT 'lcnot_' || n, 'license_delivered', 'purpose:' || n, 'buyer' || n / 3 || '@shop.example', 'order_' || n / 2, '{}',
       CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'sent' END, now() - n * interval '1 minute'
  FROM generate_series(0, ${NOTICES} - 1) n`

moduleIntegrationTestRunner<NoticesModuleService>({
  moduleName: NOTICES_MODULE,
  resolve: "./src/modules/notices",
  pathToMigrations: "./src/modules/notices/migrations",
  testSuite: ({ MikroOrmWrapper }) => {
    it("reads lists and an order's key mails of many notices by an index", async () => {
      const manager = MikroOrmWrapper.forkManager()
      for (const statement of [MANY, "ANALYZE license_center_notice"]) {
        await manager.execute(statement)
      }
      const listed = (filter: string) =>
        `deleted_at IS NULL ${filter && `AND ${filter}`} ORDER BY created_at DESC LIMIT 20`
      const plans = [
        [listed(""), "created_at"],
        [listed("status = 'failed'"), "status_created_at"],
        [listed(`"to" = 'buyer77@shop.example'`), "to_created_at"],
        [listed("order_id = 'order_77'"), "order_id"],
        ["order_id = 'order_77' AND kind = 'license_delivered'", "order_id"],
      ]
      for (const [where, index] of plans) {
        const rows = await manager.execute<Record<string, string>[]>(
          `EXPLAIN SELECT * FROM license_center_notice WHERE ${where}`
        )
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
        expect(plan).toMatch(new RegExp(`"?IDX_license_center_notice_${index}"?\\b`))
        expect(plan).not.toContain("Seq Scan")
      }
    })
  },
})
