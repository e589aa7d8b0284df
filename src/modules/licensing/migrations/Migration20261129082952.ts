import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129082952 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "license_center_offer" add column if not exists "cart_id" text null;`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_offer_cart" ON "license_center_offer" ("cart_id") WHERE cart_id IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_license_center_offer_cart";`)
    this.addSql(`alter table if exists "license_center_offer" drop column if exists "cart_id";`)
  }
}
