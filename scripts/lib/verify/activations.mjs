/** A floating seat returns by itself, whether or not its row says so yet. ISO 8601 durations are intervals to PostgreSQL. */
const HOLDS_SEAT = `a.deactivated_at is null and a.deleted_at is null and not a.spare
  and (l.floating_timeout is null or a.last_seen_at > now() - l.floating_timeout::interval)`

export const activationChecks = [
  {
    rule: 4,
    title: "licenses with more live activations than seats",
    sql: `
      select l.id as license_id, l.seats, count(*)::int as live, array_agg(a.id order by a.activated_at) as activation_ids
        from license_center_license l
        join license_center_activation a on a.license_id = l.id and ${HOLDS_SEAT}
       where l.seats is not null
       group by l.id, l.seats having count(*) > l.seats`,
  },
  {
    rule: 4,
    title: "devices that hold two seats of one license",
    sql: `
      select a.license_id, count(*)::int as live, array_agg(a.id order by a.activated_at) as activation_ids
        from license_center_activation a
       where a.deactivated_at is null and a.deleted_at is null
       group by a.license_id, a.fingerprint_hash having count(*) > 1`,
  },
]
