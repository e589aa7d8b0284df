import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The audit trail is append-only for everyone, this plugin included: Postgres itself refuses to change or delete a row. */
export class Migration20261124133900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE OR REPLACE FUNCTION license_center_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'license_center_event is append-only';
      END $$;`)
    this.addSql(`DROP TRIGGER IF EXISTS license_center_event_append_only ON "license_center_event";`)
    this.addSql(`
      CREATE TRIGGER license_center_event_append_only BEFORE UPDATE OR DELETE ON "license_center_event"
      FOR EACH ROW EXECUTE FUNCTION license_center_event_append_only();`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TRIGGER IF EXISTS license_center_event_append_only ON "license_center_event";`)
    this.addSql(`DROP FUNCTION IF EXISTS license_center_event_append_only();`)
  }
}
