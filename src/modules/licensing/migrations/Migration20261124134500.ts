import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What the generator cannot say. It adds `deleted_at IS NULL` to every unique index; a unit of an order line, a key or
 * a plan's code must stay taken by soft-deleted rows too. And the audit trail is append-only for everyone, this plugin
 * included: Postgres itself refuses to change or delete a row.
 */
const OVER_ALL_ROWS = [
  `CREATE UNIQUE INDEX "IDX_license_center_plan_code_unique" ON "license_center_plan" (code);`,
  `CREATE UNIQUE INDEX "IDX_license_center_license_key_hash_unique" ON "license_center_license" (key_hash);`,
  `CREATE UNIQUE INDEX "IDX_license_center_license_unit_unique" ON "license_center_license" (line_item_id, unit_index) WHERE line_item_id IS NOT NULL;`,
  `CREATE UNIQUE INDEX "IDX_license_center_activation_live_unique" ON "license_center_activation" (license_id, fingerprint_hash) WHERE deactivated_at IS NULL;`,
  `CREATE UNIQUE INDEX "IDX_license_center_rebind_from_unique" ON "license_center_rebind" (from_activation_id);`,
  `CREATE UNIQUE INDEX "IDX_license_center_signing_key_kid_unique" ON "license_center_signing_key" (kid);`,
  `CREATE UNIQUE INDEX "IDX_license_center_signing_key_active_unique" ON "license_center_signing_key" (status) WHERE status = 'active';`,
  `CREATE UNIQUE INDEX "IDX_license_center_signing_key_next_unique" ON "license_center_signing_key" (status) WHERE status = 'next';`,
  `CREATE UNIQUE INDEX "IDX_license_center_term_unit_unique" ON "license_center_term" (line_item_id, unit_index) WHERE line_item_id IS NOT NULL;`,
]

export class Migration20261124134500 extends Migration {
  override async up(): Promise<void> {
    for (const statement of OVER_ALL_ROWS) {
      const [name] = /"\w+"/.exec(statement)!
      this.addSql(`DROP INDEX IF EXISTS ${name};`)
      this.addSql(statement)
    }
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
