import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What the generator cannot say: numbers of tickets, and an audit trail that is append-only for everyone. */
export class Migration20261129005000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE SEQUENCE IF NOT EXISTS license_center_ticket_number START 1001;`)
    this.addSql(`
      CREATE OR REPLACE FUNCTION license_center_ticket_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'license_center_ticket_event is append-only';
      END $$;`)
    this.addSql(`DROP TRIGGER IF EXISTS license_center_ticket_event_append_only ON "license_center_ticket_event";`)
    this.addSql(`
      CREATE TRIGGER license_center_ticket_event_append_only BEFORE UPDATE OR DELETE ON "license_center_ticket_event"
      FOR EACH ROW EXECUTE FUNCTION license_center_ticket_event_append_only();`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TRIGGER IF EXISTS license_center_ticket_event_append_only ON "license_center_ticket_event";`)
    this.addSql(`DROP FUNCTION IF EXISTS license_center_ticket_event_append_only();`)
    this.addSql(`DROP SEQUENCE IF EXISTS license_center_ticket_number;`)
  }
}
