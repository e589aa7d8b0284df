const hasEvent = (names, condition) => `
  exists (select from license_center_event e where e.name in (${names.map((name) => `'${name}'`).join(", ")}) and ${condition})`

export const auditChecks = [
  {
    rule: 7,
    title: "licenses without an issued event",
    sql: `
      select l.id as license_id, l.order_id, l.created_at from license_center_license l
       where not ${hasEvent(["license.issued", "license.imported"], "e.license_id = l.id")}`,
  },
  {
    rule: 7,
    title: "changed licenses without an event that says why",
    sql: `
      select l.id as license_id, l.status, l.status_reason, l.status_changed_at from license_center_license l
       where (l.status = 'revoked' and not ${hasEvent(["license.revoked"], "e.license_id = l.id")})
          or (l.status = 'suspended' and not ${hasEvent(["license.suspended"], "e.license_id = l.id")})`,
  },
  {
    rule: 7,
    title: "activations without an event of their begin",
    sql: `
      select a.id as activation_id, a.license_id, a.activated_at from license_center_activation a
       where not ${hasEvent(["license.activated", "license.rebound"], "e.activation_id = a.id")}`,
  },
  {
    rule: 7,
    title: "deactivations without an event",
    sql: `
      select a.id as activation_id, a.license_id, a.deactivated_at, a.deactivated_reason from license_center_activation a
       where a.deactivated_at is not null
         and not ${hasEvent(["license.deactivated"], "e.activation_id = a.id")}
         and not ${hasEvent(["license.rebound"], "e.license_id = a.license_id and e.data->>'from_activation_id' = a.id")}`,
  },
  {
    rule: 7,
    title: "extensions without an event",
    sql: `
      select t.id as term_id, t.license_id, t.starts_at, t.ends_at from license_center_term t
       where t.kind = 'extension'
         and not ${hasEvent(["license.extended"], "e.license_id = t.license_id and e.data->>'term_id' = t.id")}`,
  },
  {
    rule: 7,
    title: "moves that count no longer without an event",
    sql: `
      select r.id as rebind_id, r.license_id, r.forgiven_at from license_center_rebind r
       where r.forgiven_at is not null
         and not ${hasEvent(["license.rebind_allowed"], "e.license_id = r.license_id and e.data->'rebind_ids' @> to_jsonb(r.id)")}`,
  },
  {
    rule: 7,
    title: "audit events that were changed or deleted",
    sql: `
      select id as event_id, name, created_at, updated_at, deleted_at
        from (select id, name, created_at, updated_at, deleted_at from license_center_event
              union all select id, name, created_at, updated_at, deleted_at from license_center_release_event
              union all select id, name, created_at, updated_at, deleted_at from license_center_ticket_event) e
       where deleted_at is not null or updated_at > created_at + interval '1 second'`,
  },
]
