import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124133334 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "license_center_notice" ("id" text not null, "kind" text not null, "purpose_key" text not null, "to" text not null, "locale" text null, "order_id" text null, "license_ids" text[] not null, "data" jsonb null, "status" text check ("status" in ('pending', 'sending', 'sent', 'failed', 'canceled')) not null default 'pending', "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "claimed_until" timestamptz null, "sent_at" timestamptz null, "last_error" text null, "canceled_reason" text null, "external_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_notice_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_deleted_at" ON "license_center_notice" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_notice_purpose_key" ON "license_center_notice" ("purpose_key");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_status_next_attempt_at" ON "license_center_notice" ("status", "next_attempt_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_notice_order_id" ON "license_center_notice" ("order_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_notice" cascade;`)
  }
}
