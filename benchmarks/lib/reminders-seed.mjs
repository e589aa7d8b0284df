/** Seven licenses for every five customers, one term each; the ends lie evenly from a year ago to two years from now. */
export async function seedEnds(pool, licenses) {
  const { rows } = await pool.raw("SELECT count(*)::int AS count FROM license_center_license")
  if (rows[0].count !== licenses) {
    await insertAll(pool, licenses)
  }
  await forget(pool)
  const reminders = await pool.raw("SELECT count(*)::int AS count FROM license_center_reminder")
  if (reminders.rows[0].count !== licenses) await insertReminders(pool)
  await pool.raw("VACUUM ANALYZE")
}

/** What a round wrote. */
export async function forget(pool) {
  await pool.raw("TRUNCATE license_center_notice, license_center_mark")
  await pool.raw("DELETE FROM license_center_reminder WHERE id NOT LIKE 'seed%'")
}

/** One that each license had long ago. */
async function insertReminders(pool) {
  await pool.raw("TRUNCATE license_center_reminder")
  await pool.raw(
    `INSERT INTO license_center_reminder
       (id, license_id, term_id, offset_days, due_at, planned_ends_at, status, not_before, notice_id, settled_at)
     SELECT 'seed_' || id, license_id, id, -60, starts_at, ends_at, 'sent', starts_at, 'notice_' || id, starts_at
       FROM license_center_term`
  )
}

async function insertAll(pool, licenses) {
  await pool.raw("TRUNCATE license_center_plan, license_center_product, license_center_reminder CASCADE")
  await pool.raw(
    `INSERT INTO license_center_plan (id, code, name, seats, term, on_expiry, entitlements, key_prefix, activation_kind)
     VALUES ('lcplan_1', 'team', 'Team', 5, 'P1Y', 'stop', '{}', 'NIMBUS', 'device')`
  )
  await pool.raw(
    `INSERT INTO license_center_product (id, handle, handles, title)
     VALUES ('prod_1', 'nimbus-notes', '{nimbus-notes}', 'Nimbus Notes')`
  )
  await pool.raw(
    `INSERT INTO license_center_license
       (id, key_hash, key_sealed, masked_key, plan_id, product_id, variant_id, order_id, line_item_id, email, country_code,
        seats, on_expiry, grace, lease_ttl, rebind_limit, rebind_window, entitlements, quantity_means, activation_kind,
        spare_activations, devices_visible_to)
     SELECT 'lic_' || n, 'hash' || n, 'sealed' || n, 'NIMBUS-…', 'lcplan_1', 'prod_1', 'variant_1', 'order_' || n,
            'ordli_' || n, 'c' || (n * 7919 % (? * 5 / 7)) || '@shop.example', (ARRAY['de', 'us', 'jp', NULL])[n % 4 + 1],
            5, 'stop', 'P7D', 'P14D', 3, 'P30D', '{}', 'keys', 'device', 2, 'owner'
       FROM generate_series(1, ?::bigint) AS n`,
    [licenses, licenses]
  )
  await pool.raw(
    `INSERT INTO license_center_term (id, license_id, kind, starts_at, ends_at, order_id, line_item_id)
     SELECT 'term_' || n, 'lic_' || n, 'initial', e.ends_at - interval '1 year', e.ends_at, 'order_' || n, 'ordli_' || n
       FROM generate_series(1, ?::bigint) AS n,
            LATERAL (SELECT now() - interval '1 year' + interval '3 years' * (n::float / ?) AS ends_at) e`,
    [licenses, licenses]
  )
}
