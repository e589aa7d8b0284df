import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Reconciliation asks for the terms of an order, and an upgrade for those of its license, soft-deleted ones too. */
const OVER_ALL_ROWS = [
  `CREATE INDEX "IDX_license_center_term_order_id" ON "license_center_term" (order_id);`,
  `CREATE INDEX "IDX_license_center_term_license_id" ON "license_center_term" (license_id);`,
]

export class Migration20261129121500 extends Migration {
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
