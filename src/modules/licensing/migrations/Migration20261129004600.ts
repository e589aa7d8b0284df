import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129004600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_rebind" add column if not exists "forgiven_at" timestamptz null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "license_center_rebind" drop column if exists "forgiven_at";`)
  }
}
