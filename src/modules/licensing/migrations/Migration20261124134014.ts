import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124134014 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_term" drop constraint if exists "license_center_term_unit_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_signing_key" drop constraint if exists "license_center_signing_key_next_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_signing_key" drop constraint if exists "license_center_signing_key_active_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_signing_key" drop constraint if exists "license_center_signing_key_kid_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_rebind" drop constraint if exists "license_center_rebind_from_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_activation" drop constraint if exists "license_center_activation_live_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_license" drop constraint if exists "license_center_license_unit_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_license" drop constraint if exists "license_center_license_key_hash_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_plan" drop constraint if exists "license_center_plan_code_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_product" ("id" text not null, "handle" text not null, "handles" text[] not null, "title" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_product_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_product_deleted_at" ON "license_center_product" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_event" ("id" text not null, "name" text not null, "license_id" text null, "activation_id" text null, "plan_id" text null, "order_id" text null, "actor_type" text check ("actor_type" in ('system', 'operator', 'customer', 'software')) not null, "actor_id" text null, "reason" text null, "data" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_event_deleted_at" ON "license_center_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_event_license" ON "license_center_event" ("license_id", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_event_order" ON "license_center_event" ("order_id", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_mark" ("id" text not null, "at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_mark_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_mark_deleted_at" ON "license_center_mark" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_plan" ("id" text not null, "code" text not null, "name" text not null, "seats" integer null, "term" text null, "updates_term" text null, "on_expiry" text check ("on_expiry" in ('stop', 'keep_running')) not null default 'stop', "grace" text not null default 'P7D', "lease_ttl" text not null default 'P14D', "deliver_on" text check ("deliver_on" in ('paid', 'payable')) not null default 'paid', "quantity_means" text check ("quantity_means" in ('keys', 'seats')) not null default 'keys', "rebind_limit" integer null default 3, "rebind_window" text not null default 'P30D', "entitlements" text[] not null default '{}', "key_prefix" text not null, "activation_kind" text check ("activation_kind" in ('device', 'site', 'floating')) not null default 'device', "floating_timeout" text null, "spare_activations" integer not null default 2, "devices_visible_to" text check ("devices_visible_to" in ('owner', 'key_holder')) not null default 'owner', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_plan_pkey" primary key ("id"), constraint CK_license_center_plan_seats check (seats IS NULL OR seats > 0), constraint CK_license_center_plan_rebind_limit check (rebind_limit IS NULL OR rebind_limit >= 0), constraint CK_license_center_plan_spare check (spare_activations >= 0), constraint CK_license_center_plan_floating check (activation_kind <> 'floating' OR floating_timeout IS NOT NULL));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_plan_deleted_at" ON "license_center_plan" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_plan_code_unique" ON "license_center_plan" ("code") WHERE code IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_license" ("id" text not null, "key_hash" text not null, "key_sealed" text not null, "masked_key" text not null, "status" text check ("status" in ('active', 'suspended', 'revoked')) not null default 'active', "status_reason" text check ("status_reason" in ('canceled', 'refunded', 'returned', 'quantity_reduced', 'dispute', 'operator')) null, "status_changed_at" timestamptz null, "reinstated_at" timestamptz null, "plan_id" text not null, "product_id" text not null, "variant_id" text null, "order_id" text null, "order_display_id" integer null, "line_item_id" text null, "unit_index" integer not null default 0, "delivery_id" text null, "customer_id" text null, "email" text not null, "locale" text null, "seats" integer null, "seats_per_unit" integer null, "on_expiry" text check ("on_expiry" in ('stop', 'keep_running')) not null, "grace" text not null, "lease_ttl" text not null, "rebind_limit" integer null, "rebind_window" text not null, "entitlements" text[] not null, "quantity_means" text check ("quantity_means" in ('keys', 'seats')) not null, "activation_kind" text check ("activation_kind" in ('device', 'site', 'floating')) not null, "floating_timeout" text null, "spare_activations" integer not null, "devices_visible_to" text check ("devices_visible_to" in ('owner', 'key_holder')) not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_license_pkey" primary key ("id"), constraint CK_license_center_license_seats check (seats IS NULL OR seats > 0), constraint CK_license_center_license_unit_index check (unit_index >= 0));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_plan_id" ON "license_center_license" ("plan_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_product_id" ON "license_center_license" ("product_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_deleted_at" ON "license_center_license" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_license_key_hash_unique" ON "license_center_license" ("key_hash") WHERE key_hash IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_license_unit_unique" ON "license_center_license" ("line_item_id", "unit_index") WHERE line_item_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_order_id" ON "license_center_license" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_order_display_id" ON "license_center_license" ("order_display_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_email" ON "license_center_license" ("email") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_customer_id" ON "license_center_license" ("customer_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_delivery_id" ON "license_center_license" ("delivery_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_status_created" ON "license_center_license" ("status", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_license_created" ON "license_center_license" ("created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_activation" ("id" text not null, "license_id" text not null, "fingerprint_hash" text not null, "name" text null, "platform" text null, "app_version" text null, "environment" text check ("environment" in ('production', 'staging', 'development')) not null default 'production', "spare" boolean not null default false, "activated_at" timestamptz not null, "last_seen_at" timestamptz not null, "deactivated_at" timestamptz null, "deactivated_reason" text check ("deactivated_reason" in ('software', 'rebound', 'floating_timeout', 'operator', 'customer')) null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_activation_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_activation_license_id" ON "license_center_activation" ("license_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_activation_deleted_at" ON "license_center_activation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_activation_live_unique" ON "license_center_activation" ("license_id", "fingerprint_hash") WHERE deactivated_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_rebind" ("id" text not null, "license_id" text not null, "from_activation_id" text not null, "to_activation_id" text not null, "rebound_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_rebind_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_license_id" ON "license_center_rebind" ("license_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_deleted_at" ON "license_center_rebind" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_rebind_quota" ON "license_center_rebind" ("license_id", "rebound_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_rebind_from_unique" ON "license_center_rebind" ("from_activation_id") WHERE from_activation_id IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_signing_key" ("id" text not null, "kid" text not null, "public_x" text not null, "private_sealed" text not null, "status" text check ("status" in ('next', 'active', 'retired')) not null, "activated_at" timestamptz null, "retired_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_signing_key_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_signing_key_deleted_at" ON "license_center_signing_key" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_signing_key_kid_unique" ON "license_center_signing_key" ("kid") WHERE kid IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_signing_key_active_unique" ON "license_center_signing_key" ("status") WHERE status = 'active' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_signing_key_next_unique" ON "license_center_signing_key" ("status") WHERE status = 'next' AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_term" ("id" text not null, "license_id" text not null, "kind" text check ("kind" in ('initial', 'renewal', 'extension')) not null, "starts_at" timestamptz not null, "ends_at" timestamptz null, "updates_until" timestamptz null, "order_id" text null, "line_item_id" text null, "unit_index" integer not null default 0, "reverted_at" timestamptz null, "reverted_reason" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_term_pkey" primary key ("id"), constraint CK_license_center_term_order check (ends_at IS NULL OR ends_at >= starts_at));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_term_license_id" ON "license_center_term" ("license_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_term_deleted_at" ON "license_center_term" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_term_unit_unique" ON "license_center_term" ("line_item_id", "unit_index") WHERE line_item_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_term_order_id" ON "license_center_term" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_term_ends_at" ON "license_center_term" ("ends_at") WHERE reverted_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "license_center_license" add constraint "license_center_license_plan_id_foreign" foreign key ("plan_id") references "license_center_plan" ("id") on update cascade;`
    )
    this.addSql(
      `alter table if exists "license_center_license" add constraint "license_center_license_product_id_foreign" foreign key ("product_id") references "license_center_product" ("id") on update cascade;`
    )

    this.addSql(
      `alter table if exists "license_center_activation" add constraint "license_center_activation_license_id_foreign" foreign key ("license_id") references "license_center_license" ("id") on update cascade;`
    )

    this.addSql(
      `alter table if exists "license_center_rebind" add constraint "license_center_rebind_license_id_foreign" foreign key ("license_id") references "license_center_license" ("id") on update cascade;`
    )

    this.addSql(
      `alter table if exists "license_center_term" add constraint "license_center_term_license_id_foreign" foreign key ("license_id") references "license_center_license" ("id") on update cascade;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_license" drop constraint if exists "license_center_license_product_id_foreign";`
    )

    this.addSql(
      `alter table if exists "license_center_license" drop constraint if exists "license_center_license_plan_id_foreign";`
    )

    this.addSql(
      `alter table if exists "license_center_activation" drop constraint if exists "license_center_activation_license_id_foreign";`
    )

    this.addSql(
      `alter table if exists "license_center_rebind" drop constraint if exists "license_center_rebind_license_id_foreign";`
    )

    this.addSql(
      `alter table if exists "license_center_term" drop constraint if exists "license_center_term_license_id_foreign";`
    )

    this.addSql(`drop table if exists "license_center_product" cascade;`)

    this.addSql(`drop table if exists "license_center_event" cascade;`)

    this.addSql(`drop table if exists "license_center_mark" cascade;`)

    this.addSql(`drop table if exists "license_center_plan" cascade;`)

    this.addSql(`drop table if exists "license_center_license" cascade;`)

    this.addSql(`drop table if exists "license_center_activation" cascade;`)

    this.addSql(`drop table if exists "license_center_rebind" cascade;`)

    this.addSql(`drop table if exists "license_center_signing_key" cascade;`)

    this.addSql(`drop table if exists "license_center_term" cascade;`)
  }
}
