import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Which terms come to an end in a stretch of time, and which reminders a mail was begun for, is asked every minute; the
 * generator knows neither indexes over expressions nor these conditions. The end of a perpetual license is that of its
 * updates.
 */
export class Migration20261129083500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_term_end" ON "license_center_term" ((coalesce(ends_at, updates_until))) WHERE reverted_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_reminder_claimed" ON "license_center_reminder" (updated_at) WHERE status = 'claimed' AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_term_end";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_reminder_claimed";`)
  }
}
