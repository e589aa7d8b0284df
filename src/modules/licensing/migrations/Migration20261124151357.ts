import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124151357 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "license_center_license" add column if not exists "pinned_at" timestamptz null;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "license_center_license" drop column if exists "pinned_at";`)
  }
}
