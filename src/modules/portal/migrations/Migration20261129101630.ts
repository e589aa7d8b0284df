import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129101630 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_portal_proof" drop constraint if exists "license_center_portal_proof_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_portal_proof" ("id" text not null, "customer_id" text not null, "email" text not null, "proved_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_portal_proof_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_proof_deleted_at" ON "license_center_portal_proof" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_portal_proof_unique" ON "license_center_portal_proof" ("customer_id", "email");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_proof_email" ON "license_center_portal_proof" ("email");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_portal_proof" cascade;`)
  }
}
