import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The generator's indexes leave out soft-deleted rows, so that a query over all rows, as reconciliation and rebinding
 * make on purpose, would read the whole table.
 */
const OVER_ALL_ROWS = [
  `CREATE INDEX "IDX_license_center_license_order_id" ON "license_center_license" (order_id);`,
  `CREATE INDEX "IDX_license_center_activation_license_id" ON "license_center_activation" (license_id);`,
  `CREATE INDEX "IDX_license_center_rebind_quota" ON "license_center_rebind" (license_id, rebound_at);`,
]

export class Migration20261124153000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of OVER_ALL_ROWS) {
      const [name] = /"\w+"/.exec(statement)!
      this.addSql(`DROP INDEX IF EXISTS ${name};`)
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    // The wider indexes serve the narrower queries as well: nothing to take back.
  }
}
