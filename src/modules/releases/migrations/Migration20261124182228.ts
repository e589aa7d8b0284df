import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261124182228 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_artifact" drop constraint if exists "license_center_artifact_filename_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_release" drop constraint if exists "license_center_release_version_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_release" ("id" text not null, "product_id" text not null, "version" text not null, "channel" text check ("channel" in ('stable', 'beta', 'alpha')) not null default 'stable', "status" text check ("status" in ('draft', 'published', 'yanked')) not null default 'draft', "notes" text not null default '', "published_at" timestamptz null, "eligible_since" timestamptz null, "yanked_at" timestamptz null, "yanked_reason" text null, "rollout_percent" integer not null default 100, "min_os" jsonb null, "requirements" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_release_pkey" primary key ("id"), constraint CK_license_center_release_rollout check (rollout_percent >= 0 AND rollout_percent <= 100), constraint CK_license_center_release_published check (status = 'draft' OR published_at IS NOT NULL));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_release_deleted_at" ON "license_center_release" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_release_version_unique" ON "license_center_release" ("product_id", "version") WHERE deleted_at IS NULL OR published_at IS NOT NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_release_product_created" ON "license_center_release" ("product_id", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_artifact" ("id" text not null, "release_id" text not null, "platform" text check ("platform" in ('darwin', 'win32', 'linux', 'any')) not null, "arch" text check ("arch" in ('x64', 'arm64', 'ia32', 'arm', 'universal', 'any')) not null, "kind" text not null, "filename" text not null, "file_id" text null, "url" text null, "size" text not null, "sha512" text not null, "sha256" text null, "signature" text null, "signature_kind" text check ("signature_kind" in ('minisign', 'ed25519')) null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_artifact_pkey" primary key ("id"), constraint CK_license_center_artifact_place check ((file_id IS NULL) <> (url IS NULL)));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_artifact_release_id" ON "license_center_artifact" ("release_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_artifact_deleted_at" ON "license_center_artifact" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_artifact_filename_unique" ON "license_center_artifact" ("release_id", "filename") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_release_catalogue" ("id" text not null, "revision" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_release_catalogue_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_release_catalogue_deleted_at" ON "license_center_release_catalogue" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_download" ("id" text not null, "license_id" text not null, "activation_id" text null, "release_id" text not null, "artifact_id" text not null, "version" text not null, "ip_hash" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_download_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_download_deleted_at" ON "license_center_download" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_download_license" ON "license_center_download" ("license_id", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_download_release" ON "license_center_download" ("release_id", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_release_event" ("id" text not null, "name" text not null, "release_id" text not null, "artifact_id" text null, "actor_type" text check ("actor_type" in ('system', 'operator', 'customer', 'software')) not null, "actor_id" text null, "reason" text null, "data" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_release_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_release_event_deleted_at" ON "license_center_release_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_release_event_release" ON "license_center_release_event" ("release_id", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "license_center_artifact" add constraint "license_center_artifact_release_id_foreign" foreign key ("release_id") references "license_center_release" ("id") on update cascade;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_artifact" drop constraint if exists "license_center_artifact_release_id_foreign";`
    )

    this.addSql(`drop table if exists "license_center_release" cascade;`)

    this.addSql(`drop table if exists "license_center_artifact" cascade;`)

    this.addSql(`drop table if exists "license_center_release_catalogue" cascade;`)

    this.addSql(`drop table if exists "license_center_download" cascade;`)

    this.addSql(`drop table if exists "license_center_release_event" cascade;`)
  }
}
