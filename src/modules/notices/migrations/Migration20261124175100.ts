import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124175100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_notice" add column if not exists "mailed_license_ids" text[] null;`
    )
    // By hand: mails sent so far are taken to have named what they were about.
    this.addSql(
      `update "license_center_notice" set "mailed_license_ids" = "license_ids" where "status" = 'sent' and "mailed_license_ids" is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "license_center_notice" drop column if exists "mailed_license_ids";`)
  }
}
