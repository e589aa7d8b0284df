import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TABLE = `"license_center_license"`
const CHECK = `"license_center_license_status_reason_check"`
const BEFORE = "'canceled', 'refunded', 'returned', 'quantity_reduced', 'dispute', 'operator'"

/** A unit that is refunded by itself ends its license for a reason of its own. */
export class Migration20261129121214 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists ${TABLE} drop constraint if exists ${CHECK};`)
    this.addSql(
      `alter table if exists ${TABLE} add constraint ${CHECK} check("status_reason" in (${BEFORE}, 'unit_refunded'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists ${TABLE} drop constraint if exists ${CHECK};`)
    this.addSql(`update ${TABLE} set status_reason = 'operator' where status_reason = 'unit_refunded';`)
    this.addSql(`alter table if exists ${TABLE} add constraint ${CHECK} check("status_reason" in (${BEFORE}));`)
  }
}
