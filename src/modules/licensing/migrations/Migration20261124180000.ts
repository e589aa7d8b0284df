import { Migration } from "@medusajs/framework/mikro-orm/migrations"

// The index over order_id is over all rows, as reconciliation reads them.
export class Migration20261124180000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "license_center_order_line" ("id" text not null, "order_id" text not null, "plan_id" text not null, "product_id" text not null, "variant_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "license_center_order_line_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_order_line_deleted_at" ON "license_center_order_line" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_license_center_order_line_order_id" ON "license_center_order_line" ("order_id");`
    )

    this.addSql(
      `alter table if exists "license_center_activation" drop constraint if exists "license_center_activation_deactivated_reason_check";`
    )

    this.addSql(
      `alter table if exists "license_center_activation" add constraint "license_center_activation_deactivated_reason_check" check("deactivated_reason" in ('software', 'rebound', 'floating_timeout', 'operator', 'customer', 'seats_reduced'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "license_center_order_line" cascade;`)

    this.addSql(
      `alter table if exists "license_center_activation" drop constraint if exists "license_center_activation_deactivated_reason_check";`
    )

    this.addSql(
      `alter table if exists "license_center_activation" add constraint "license_center_activation_deactivated_reason_check" check("deactivated_reason" in ('software', 'rebound', 'floating_timeout', 'operator', 'customer'));`
    )
  }
}
