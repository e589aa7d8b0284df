import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What operators search by, and what they count every few seconds. */
export class Migration20261129015000 extends Migration {
  override async up(): Promise<void> {
    // Punctuation becomes spaces first: else PostgreSQL takes `ERR-5012` for a negative number, a path or an address of
    // a page for one word, and skips what stands in angle brackets. A dot stays, for the sake of `2.4.1` and `app.log`.
    // The question mark and the backtick by number: one would be a binding, the other the end of this text.
    // Without a configuration of a language: customers write in several, and endings are left to the search by prefix.
    this.addSql(String.raw`
      CREATE OR REPLACE FUNCTION license_center_ticket_words(text) RETURNS tsvector
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $words$
        SELECT to_tsvector('pg_catalog.simple', translate($1,
          E'!"#$%&\'()*+,-/:;<=>\x3f@[\\]^_\x60{|}~…„“”‚‘’«»‹›–—·•', repeat(' ', 46)))
      $words$;`)
    // Read at each search and written a few times a minute: no list of what is still to be sorted in.
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_message_words" ON "license_center_ticket_message"
      USING gin (license_center_ticket_words(body)) WITH (fastupdate = off)
      WHERE kind <> 'system' AND deleted_at IS NULL;`)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_words" ON "license_center_ticket"
      USING gin (license_center_ticket_words(subject)) WITH (fastupdate = off) WHERE deleted_at IS NULL;`)
    // For beginnings of addresses, which an index in the order of a language cannot find.
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_email_beginning" ON "license_center_ticket"
      (email_key text_pattern_ops) WHERE deleted_at IS NULL;`)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_participant_email_beginning"
      ON "license_center_ticket_participant" (email_key text_pattern_ops)
      WHERE removed_at IS NULL AND deleted_at IS NULL;`)
    this.addSql(`
      CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_counts" ON "license_center_ticket"
      (status, merged_into_id) WHERE deleted_at IS NULL;`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_ticket_counts";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_ticket_participant_email_beginning";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_ticket_email_beginning";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_ticket_words";`)
    this.addSql(`DROP INDEX IF EXISTS "IDX_license_center_ticket_message_words";`)
    this.addSql(`DROP FUNCTION IF EXISTS license_center_ticket_words(text);`)
  }
}
