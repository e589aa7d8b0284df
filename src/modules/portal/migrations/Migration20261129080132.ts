import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129080132 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_portal_session" drop constraint if exists "license_center_portal_session_token_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_portal_link" drop constraint if exists "license_center_portal_link_token_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_portal_link" ("id" text not null, "email" text not null, "locale" text null, "kind" text check ("kind" in ('portal', 'rebind')) not null default 'portal', "subject_id" text null, "token_hash" text null, "expires_at" timestamptz null, "noticed_at" timestamptz null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_portal_link_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_link_deleted_at" ON "license_center_portal_link" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_portal_link_token_unique" ON "license_center_portal_link" ("token_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_link_email" ON "license_center_portal_link" ("email", "created_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_link_subject" ON "license_center_portal_link" ("subject_id") WHERE subject_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_link_owed" ON "license_center_portal_link" ("created_at") WHERE noticed_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_portal_session" ("id" text not null, "link_id" text not null, "token_hash" text not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_portal_session_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_session_deleted_at" ON "license_center_portal_session" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_portal_session_token_unique" ON "license_center_portal_session" ("token_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_session_link" ON "license_center_portal_session" ("link_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_portal_session_expires" ON "license_center_portal_session" ("expires_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_portal_link" cascade;`)

    this.addSql(`drop table if exists "license_center_portal_session" cascade;`)
  }
}
