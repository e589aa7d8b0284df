import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** When a refund was done, to tell a unit that was sold again from one whose price went back. */
export class Migration20261129120642 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_refund_request" add column if not exists "paid_back_at" timestamptz null;`
    )
    this.addSql(
      `update "license_center_refund_request" set "paid_back_at" = "updated_at" where "status" = 'refunded' and "paid_back_at" is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "license_center_refund_request" drop column if exists "paid_back_at";`)
  }
}
