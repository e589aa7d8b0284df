import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129080131 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_withdrawal" drop constraint if exists "license_center_withdrawal_token_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_refund_request" drop constraint if exists "license_center_refund_request_open_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_payment_warning" drop constraint if exists "license_center_payment_warning_external_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_payment_dispute" drop constraint if exists "license_center_payment_dispute_external_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_waiver" drop constraint if exists "license_center_waiver_cart_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_waiver" ("id" text not null, "cart_id" text not null, "order_id" text null, "email" text null, "text_begin" text not null, "text_lose" text not null, "text_version" text not null, "locale" text not null, "country_code" text null, "given_at" timestamptz not null, "ip" text null, "user_agent" text null, "revoked_at" timestamptz null, "confirmed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_waiver_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_waiver_deleted_at" ON "license_center_waiver" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_waiver_cart_unique" ON "license_center_waiver" ("cart_id") WHERE revoked_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_license_center_waiver_order" ON "license_center_waiver" ("order_id");`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_waiver_given" ON "license_center_waiver" ("given_at") WHERE ip IS NOT NULL OR user_agent IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_payment_dispute" ("id" text not null, "external_id" text not null, "charge_id" text null, "payment_intent_id" text null, "order_id" text null, "status" text not null, "reason" text null, "amount" numeric not null, "currency_code" text not null, "opened_at" timestamptz not null, "evidence_due_at" timestamptz null, "closed_at" timestamptz null, "told_at" timestamptz not null, "applied_at" timestamptz null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_payment_dispute_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_dispute_deleted_at" ON "license_center_payment_dispute" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_payment_dispute_external_unique" ON "license_center_payment_dispute" ("external_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_dispute_order" ON "license_center_payment_dispute" ("order_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_dispute_payment" ON "license_center_payment_dispute" ("payment_intent_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_dispute_due" ON "license_center_payment_dispute" ("evidence_due_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_payment_event" ("id" text not null, "type" text not null, "facts" jsonb not null, "payment_intent_id" text null, "order_id" text null, "happened_at" timestamptz not null, "processed_at" timestamptz null, "attempts" integer not null default 0, "last_error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_payment_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_event_deleted_at" ON "license_center_payment_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_event_payment" ON "license_center_payment_event" ("payment_intent_id", "happened_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_event_order" ON "license_center_payment_event" ("order_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_event_open" ON "license_center_payment_event" ("created_at") WHERE processed_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_payment_warning" ("id" text not null, "external_id" text not null, "charge_id" text null, "payment_intent_id" text null, "order_id" text null, "fraud_type" text null, "warned_at" timestamptz not null, "acknowledged_at" timestamptz null, "acknowledged_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_payment_warning_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_warning_deleted_at" ON "license_center_payment_warning" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_payment_warning_external_unique" ON "license_center_payment_warning" ("external_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_warning_order" ON "license_center_payment_warning" ("order_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_payment_warning_payment" ON "license_center_payment_warning" ("payment_intent_id");`
    )

    this.addSql(
      `create table if not exists "license_center_refund_assessment" ("id" text not null, "order_id" text not null, "verdict" text not null, "reasons" jsonb not null, "units" jsonb not null, "facts" jsonb not null, "options" jsonb not null, "rules_version" text not null, "asked_by" text check ("asked_by" in ('customer', 'operator', 'system')) not null, "assessed_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_refund_assessment_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_refund_assessment_deleted_at" ON "license_center_refund_assessment" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_refund_assessment_order" ON "license_center_refund_assessment" ("order_id", "assessed_at");`
    )

    this.addSql(
      `create table if not exists "license_center_refund_request" ("id" text not null, "order_id" text not null, "assessment_id" text not null, "ticket_id" text null, "email" text not null, "units" jsonb null, "reason" text null, "status" text check ("status" in ('open', 'approved', 'refunded', 'declined', 'withdrawn')) not null default 'open', "overridden" boolean not null default false, "amount" numeric null, "currency_code" text null, "decided_by" text null, "decided_at" timestamptz null, "decision_reason" text null, "answered_at" timestamptz null, "last_error" text null, "raw_amount" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_refund_request_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_refund_request_deleted_at" ON "license_center_refund_request" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_refund_request_open_unique" ON "license_center_refund_request" ("order_id") WHERE status IN ('open', 'approved') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_refund_request_order" ON "license_center_refund_request" ("order_id", "created_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_refund_request_status" ON "license_center_refund_request" ("status", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_withdrawal" ("id" text not null, "order_id" text null, "order_display_id" text not null, "name" text not null, "email" text not null, "units" jsonb null, "statement" text not null, "locale" text not null, "confirmed_at" timestamptz null, "token_hash" text not null, "expires_at" timestamptz not null, "acknowledged_at" timestamptz null, "ticket_id" text null, "refund_request_id" text null, "status" text check ("status" in ('declared', 'made', 'accepted', 'refused')) not null default 'declared', "decision_reason" text null, "ip" text null, "user_agent" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_withdrawal_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_withdrawal_deleted_at" ON "license_center_withdrawal" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_withdrawal_token_unique" ON "license_center_withdrawal" ("token_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_withdrawal_order" ON "license_center_withdrawal" ("order_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_withdrawal_owed" ON "license_center_withdrawal" ("confirmed_at") WHERE acknowledged_at IS NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_waiver" cascade;`)

    this.addSql(`drop table if exists "license_center_payment_dispute" cascade;`)

    this.addSql(`drop table if exists "license_center_payment_event" cascade;`)

    this.addSql(`drop table if exists "license_center_payment_warning" cascade;`)

    this.addSql(`drop table if exists "license_center_refund_assessment" cascade;`)

    this.addSql(`drop table if exists "license_center_refund_request" cascade;`)

    this.addSql(`drop table if exists "license_center_withdrawal" cascade;`)
  }
}
