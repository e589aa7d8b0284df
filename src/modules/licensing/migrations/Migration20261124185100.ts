import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124185100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_activation" drop constraint if exists "license_center_activation_feed_token_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_activation" add column if not exists "feed_token_hash" text null;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_activation_feed_token_unique" ON "license_center_activation" ("feed_token_hash") WHERE feed_token_hash IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_license_center_activation_feed_token_unique";`)
    this.addSql(`alter table if exists "license_center_activation" drop column if exists "feed_token_hash";`)
  }
}
