import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129080133 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_unsubscribe" drop constraint if exists "license_center_unsubscribe_email_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_reminder" drop constraint if exists "license_center_reminder_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_rebind_request" drop constraint if exists "license_center_rebind_request_open_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_plan_change" drop constraint if exists "license_center_plan_change_offer_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_plan_change" ("id" text not null, "license_id" text not null, "offer_id" text not null, "order_id" text not null, "line_item_id" text not null, "from_plan_id" text not null, "to_plan_id" text not null, "before" jsonb not null, "applied_at" timestamptz not null, "rolled_back_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_plan_change_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_plan_change_deleted_at" ON "license_center_plan_change" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_plan_change_offer_unique" ON "license_center_plan_change" ("offer_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_plan_change_license" ON "license_center_plan_change" ("license_id", "applied_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_plan_change_order" ON "license_center_plan_change" ("order_id");`
    )

    this.addSql(
      `create table if not exists "license_center_rebind_request" ("id" text not null, "license_id" text not null, "fingerprint_hash" text not null, "device_name" text null, "status" text check ("status" in ('asked', 'escalated', 'done', 'declined', 'expired')) not null default 'asked', "from_activation_id" text null, "reason" text null, "noticed_at" timestamptz null, "expires_at" timestamptz not null, "settled_at" timestamptz null, "decision_reason" text null, "answered_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_rebind_request_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_request_deleted_at" ON "license_center_rebind_request" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_rebind_request_open_unique" ON "license_center_rebind_request" ("license_id", "fingerprint_hash") WHERE status IN ('asked', 'escalated') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_request_license" ON "license_center_rebind_request" ("license_id", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_request_status" ON "license_center_rebind_request" ("status", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_request_owed" ON "license_center_rebind_request" ("created_at") WHERE noticed_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_reminder" ("id" text not null, "license_id" text not null, "term_id" text not null, "offset_days" integer not null, "due_at" timestamptz not null, "planned_ends_at" timestamptz not null, "status" text check ("status" in ('due', 'claimed', 'sent', 'skipped')) not null default 'due', "reason" text null, "not_before" timestamptz null, "notice_id" text null, "settled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_reminder_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_reminder_deleted_at" ON "license_center_reminder" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_reminder_unique" ON "license_center_reminder" ("license_id", "term_id", "offset_days");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_reminder_due" ON "license_center_reminder" ("not_before", "id") WHERE status = 'due' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_reminder_notice" ON "license_center_reminder" ("notice_id") WHERE notice_id IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_unsubscribe" ("id" text not null, "email_hash" text not null, "unsubscribed_at" timestamptz null, "resubscribed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_unsubscribe_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_unsubscribe_deleted_at" ON "license_center_unsubscribe" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_unsubscribe_email_unique" ON "license_center_unsubscribe" ("email_hash");`
    )

    this.addSql(
      `alter table if exists "license_center_offer" drop constraint if exists "license_center_offer_kind_check";`
    )

    this.addSql(
      `alter table if exists "license_center_term" drop constraint if exists "license_center_term_kind_check";`
    )

    this.addSql(
      `alter table if exists "license_center_offer" add column if not exists "unit_price" numeric null, add column if not exists "currency_code" text null, add column if not exists "basis" jsonb null, add column if not exists "expires_at" timestamptz null, add column if not exists "raw_unit_price" jsonb null;`
    )
    this.addSql(
      `alter table if exists "license_center_offer" add constraint "license_center_offer_kind_check" check("kind" in ('renewal', 'upgrade'));`
    )

    this.addSql(
      `alter table if exists "license_center_plan" add column if not exists "renewal_discount_percent" integer null, add column if not exists "renewal_variant_id" text null;`
    )
    this.addSql(
      `alter table if exists "license_center_plan" add constraint CK_license_center_plan_renewal_discount check(renewal_discount_percent IS NULL OR (renewal_discount_percent BETWEEN 1 AND 100 AND renewal_variant_id IS NULL));`
    )

    this.addSql(`alter table if exists "license_center_license" add column if not exists "country_code" text null;`)

    this.addSql(`alter table if exists "license_center_term" add column if not exists "superseded_by" text null;`)
    this.addSql(
      `alter table if exists "license_center_term" add constraint "license_center_term_kind_check" check("kind" in ('initial', 'renewal', 'extension', 'upgrade'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_plan_change" cascade;`)

    this.addSql(`drop table if exists "license_center_rebind_request" cascade;`)

    this.addSql(`drop table if exists "license_center_reminder" cascade;`)

    this.addSql(`drop table if exists "license_center_unsubscribe" cascade;`)

    this.addSql(
      `alter table if exists "license_center_offer" drop constraint if exists "license_center_offer_kind_check";`
    )

    this.addSql(
      `alter table if exists "license_center_term" drop constraint if exists "license_center_term_kind_check";`
    )

    this.addSql(
      `alter table if exists "license_center_offer" drop column if exists "unit_price", drop column if exists "currency_code", drop column if exists "basis", drop column if exists "expires_at", drop column if exists "raw_unit_price";`
    )

    this.addSql(
      `alter table if exists "license_center_offer" add constraint "license_center_offer_kind_check" check("kind" in ('renewal'));`
    )

    this.addSql(
      `alter table if exists "license_center_plan" drop constraint if exists CK_license_center_plan_renewal_discount;`
    )
    this.addSql(
      `alter table if exists "license_center_plan" drop column if exists "renewal_discount_percent", drop column if exists "renewal_variant_id";`
    )

    this.addSql(`alter table if exists "license_center_license" drop column if exists "country_code";`)

    this.addSql(`alter table if exists "license_center_term" drop column if exists "superseded_by";`)

    this.addSql(
      `alter table if exists "license_center_term" add constraint "license_center_term_kind_check" check("kind" in ('initial', 'renewal', 'extension'));`
    )
  }
}
