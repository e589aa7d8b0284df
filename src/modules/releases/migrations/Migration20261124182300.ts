import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The audit trail of releases is append-only for everyone, this plugin included, like that of licenses. */
export class Migration20261124182300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE OR REPLACE FUNCTION license_center_release_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'license_center_release_event is append-only';
      END $$;`)
    this.addSql(`DROP TRIGGER IF EXISTS license_center_release_event_append_only ON "license_center_release_event";`)
    this.addSql(`
      CREATE TRIGGER license_center_release_event_append_only BEFORE UPDATE OR DELETE ON "license_center_release_event"
      FOR EACH ROW EXECUTE FUNCTION license_center_release_event_append_only();`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TRIGGER IF EXISTS license_center_release_event_append_only ON "license_center_release_event";`)
    this.addSql(`DROP FUNCTION IF EXISTS license_center_release_event_append_only();`)
  }
}
