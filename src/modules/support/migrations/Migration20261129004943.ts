import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129004943 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "license_center_ticket_visit" drop constraint if exists "license_center_ticket_visit_token_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_ticket" drop constraint if exists "license_center_ticket_number_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_intake_refusal" drop constraint if exists "license_center_intake_refusal_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_ticket_presence" drop constraint if exists "license_center_ticket_presence_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_ticket_participant" drop constraint if exists "license_center_ticket_participant_email_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_ticket_message" drop constraint if exists "license_center_ticket_message_submission_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_private_link" drop constraint if exists "license_center_private_link_token_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_inbound_mail" drop constraint if exists "license_center_inbound_mail_replay_unique";`
    )
    this.addSql(
      `alter table if exists "license_center_inbound_mail" drop constraint if exists "license_center_inbound_mail_message_id_unique";`
    )
    this.addSql(
      `create table if not exists "license_center_ticket_attachment" ("id" text not null, "ticket_id" text not null, "message_id" text null, "visit_id" text null, "operator_id" text null, "filename" text not null, "mime_type" text not null, "size" integer not null, "sha256" text not null, "file_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_attachment_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_attachment_deleted_at" ON "license_center_ticket_attachment" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_attachment_ticket" ON "license_center_ticket_attachment" ("ticket_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_attachment_message" ON "license_center_ticket_attachment" ("message_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_attachment_unused" ON "license_center_ticket_attachment" ("created_at") WHERE message_id IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_ticket_event" ("id" text not null, "name" text not null, "ticket_id" text not null, "actor_type" text check ("actor_type" in ('system', 'operator', 'customer', 'software')) not null, "actor_id" text null, "reason" text null, "data" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_event_deleted_at" ON "license_center_ticket_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_event_ticket" ON "license_center_ticket_event" ("ticket_id", "created_at");`
    )

    this.addSql(
      `create table if not exists "license_center_inbound_mail" ("id" text not null, "provider" text check ("provider" in ('postmark', 'mailgun', 'sendgrid')) not null, "message_id_hash" text not null, "replay_hash" text null, "action" text check ("action" in ('thread', 'hold', 'drop')) not null, "reason" text null, "ticket_id" text null, "message_id" text null, "refused_files" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_inbound_mail_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_inbound_mail_deleted_at" ON "license_center_inbound_mail" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_inbound_mail_message_id_unique" ON "license_center_inbound_mail" ("message_id_hash");`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_inbound_mail_replay_unique" ON "license_center_inbound_mail" ("replay_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_inbound_mail_message" ON "license_center_inbound_mail" ("message_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_inbound_mail_ticket" ON "license_center_inbound_mail" ("ticket_id");`
    )

    this.addSql(
      `create table if not exists "license_center_private_link" ("id" text not null, "ticket_id" text not null, "participant_id" text not null, "kind" text check ("kind" in ('opened', 'reply', 'closing', 'requested', 'added')) not null, "message_id" text null, "token_hash" text null, "expires_at" timestamptz null, "noticed_at" timestamptz null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_private_link_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_private_link_deleted_at" ON "license_center_private_link" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_private_link_token_unique" ON "license_center_private_link" ("token_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_private_link_ticket" ON "license_center_private_link" ("ticket_id", "created_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_private_link_participant" ON "license_center_private_link" ("participant_id", "created_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_private_link_owed" ON "license_center_private_link" ("created_at") WHERE noticed_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_ticket_message" ("id" text not null, "ticket_id" text not null, "kind" text check ("kind" in ('public', 'note', 'system')) not null, "author_type" text check ("author_type" in ('customer', 'operator', 'system')) not null, "operator_id" text null, "participant_id" text null, "body" text not null, "channel" text check ("channel" in ('form', 'link', 'email', 'admin', 'system')) not null, "redactions" jsonb null, "submission" text null, "merged_from_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_message_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_message_deleted_at" ON "license_center_ticket_message" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_message_ticket" ON "license_center_ticket_message" ("ticket_id", "created_at");`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_ticket_message_submission_unique" ON "license_center_ticket_message" ("submission");`
    )

    this.addSql(
      `create table if not exists "license_center_ticket_participant" ("id" text not null, "ticket_id" text not null, "email" text not null, "email_key" text not null, "name" text null, "proven_at" timestamptz null, "removed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_participant_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_participant_deleted_at" ON "license_center_ticket_participant" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_ticket_participant_email_unique" ON "license_center_ticket_participant" ("ticket_id", "email_key") WHERE removed_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_participant_ticket" ON "license_center_ticket_participant" ("ticket_id", "email_key");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_participant_email" ON "license_center_ticket_participant" ("email_key");`
    )

    this.addSql(
      `create table if not exists "license_center_ticket_presence" ("id" text not null, "ticket_id" text not null, "operator_id" text not null, "read_at" timestamptz null, "writing_at" timestamptz null, "here_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_presence_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_presence_deleted_at" ON "license_center_ticket_presence" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_ticket_presence_unique" ON "license_center_ticket_presence" ("ticket_id", "operator_id");`
    )

    this.addSql(
      `create table if not exists "license_center_intake_refusal" ("id" text not null, "day" text not null, "reason" text not null, "count" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_intake_refusal_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_intake_refusal_deleted_at" ON "license_center_intake_refusal" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_intake_refusal_unique" ON "license_center_intake_refusal" ("day", "reason");`
    )

    this.addSql(
      `create table if not exists "license_center_saved_reply" ("id" text not null, "title" text not null, "body" text not null, "category" text check ("category" in ('license', 'purchase', 'activation', 'update', 'refund', 'other')) null, "created_by_id" text null, "updated_by_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_saved_reply_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_saved_reply_deleted_at" ON "license_center_saved_reply" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_ticket" ("id" text not null, "number" integer not null, "subject" text not null, "category" text check ("category" in ('license', 'purchase', 'activation', 'update', 'refund', 'other')) not null default 'other', "status" text check ("status" in ('new', 'open', 'waiting_customer', 'resolved', 'closed', 'spam', 'held')) not null default 'new', "priority" text check ("priority" in ('low', 'normal', 'high', 'urgent')) not null default 'normal', "source" text check ("source" in ('hosted', 'store', 'email', 'operator')) not null, "email" text not null, "email_key" text not null, "name" text null, "locale" text null, "license_id" text null, "order_id" text null, "product_id" text null, "customer_id" text null, "unproven_claims" jsonb null, "assignee_id" text null, "first_reply_due_at" timestamptz null, "resolution_due_at" timestamptz null, "first_replied_at" timestamptz null, "waiting_since" timestamptz null, "warned_at" timestamptz null, "closed_at" timestamptz null, "last_message_at" timestamptz not null, "last_customer_message_at" timestamptz null, "message_count" integer not null default 0, "hold_reason" text null, "released_at" timestamptz null, "merged_into_id" text null, "follow_up_of_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_deleted_at" ON "license_center_ticket" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_ticket_number_unique" ON "license_center_ticket" ("number");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_status_last_message" ON "license_center_ticket" ("status", "last_message_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_email" ON "license_center_ticket" ("email_key", "created_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_assignee" ON "license_center_ticket" ("assignee_id", "status");`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_order" ON "license_center_ticket" ("order_id");`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_license" ON "license_center_ticket" ("license_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_product" ON "license_center_ticket" ("product_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_merged_into" ON "license_center_ticket" ("merged_into_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_follow_up_of" ON "license_center_ticket" ("follow_up_of_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_customer" ON "license_center_ticket" ("customer_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_last_message" ON "license_center_ticket" ("last_message_at");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_waiting" ON "license_center_ticket" ("waiting_since") WHERE status = 'waiting_customer' AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "license_center_ticket_visit" ("id" text not null, "ticket_id" text not null, "participant_id" text not null, "link_id" text not null, "token_hash" text not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_ticket_visit_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_visit_deleted_at" ON "license_center_ticket_visit" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_license_center_ticket_visit_token_unique" ON "license_center_ticket_visit" ("token_hash");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_visit_link" ON "license_center_ticket_visit" ("link_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_visit_ticket" ON "license_center_ticket_visit" ("ticket_id");`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_ticket_visit_expires" ON "license_center_ticket_visit" ("expires_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_ticket_attachment" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket_event" cascade;`)

    this.addSql(`drop table if exists "license_center_inbound_mail" cascade;`)

    this.addSql(`drop table if exists "license_center_private_link" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket_message" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket_participant" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket_presence" cascade;`)

    this.addSql(`drop table if exists "license_center_intake_refusal" cascade;`)

    this.addSql(`drop table if exists "license_center_saved_reply" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket" cascade;`)

    this.addSql(`drop table if exists "license_center_ticket_visit" cascade;`)
  }
}
