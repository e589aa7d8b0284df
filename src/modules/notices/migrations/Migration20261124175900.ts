import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124175900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists "IDX_license_center_notice_order_id";`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_order_id" ON "license_center_notice" ("order_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_created_at" ON "license_center_notice" ("created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_status_created_at" ON "license_center_notice" ("status", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_to_created_at" ON "license_center_notice" ("to", "created_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_license_center_notice_order_id";`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_order_id" ON "license_center_notice" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(`drop index if exists "IDX_license_center_notice_created_at";`)
    this.addSql(`drop index if exists "IDX_license_center_notice_status_created_at";`)
    this.addSql(`drop index if exists "IDX_license_center_notice_to_created_at";`)
  }
}
