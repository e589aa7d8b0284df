import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Operators search by the beginning of an address. Whatever the database's collation is, an index finds that only when
 * it compares characters; the generator cannot say so.
 */
export class Migration20261124180500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_email_beginning" ON "license_center_license" (email text_pattern_ops) WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_license_email_beginning";`)
  }
}
