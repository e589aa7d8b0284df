import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129061219 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "license_center_offer" ("id" text not null, "license_id" text not null, "kind" text check ("kind" in ('renewal')) not null, "variant_id" text not null, "plan_id" text not null, "quantity" integer not null default 1, "duration" text not null, "updates_duration" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_offer_pkey" primary key ("id"), constraint CK_license_center_offer_quantity check (quantity > 0));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_offer_deleted_at" ON "license_center_offer" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_offer_license" ON "license_center_offer" ("license_id", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(`alter table if exists "license_center_order_line" add column if not exists "offer_id" text null;`)

    this.addSql(
      `alter table if exists "license_center_term" add column if not exists "duration" text null, add column if not exists "updates_duration" text null, add column if not exists "paid_at" timestamptz null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_offer" cascade;`)

    this.addSql(`alter table if exists "license_center_order_line" drop column if exists "offer_id";`)

    this.addSql(
      `alter table if exists "license_center_term" drop column if exists "duration", drop column if exists "updates_duration", drop column if exists "paid_at";`
    )
  }
}
