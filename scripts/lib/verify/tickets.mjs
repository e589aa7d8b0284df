/** @param {string} patience how long a mail may wait to be planned (SQL) */
export const ticketChecks = (patience) => [
  {
    rule: 7,
    title: "tickets without an event of their opening",
    sql: `
      select t.id as ticket_id, t.number, t.created_at from license_center_ticket t
       where not exists (select from license_center_ticket_event e where e.ticket_id = t.id and e.name = 'ticket.opened')`,
  },
  {
    rule: 7,
    title: "tickets whose last event says another status",
    sql: `
      select t.id as ticket_id, t.number, t.status, last.to as last_status, last.created_at as last_event_at
        from license_center_ticket t
        join lateral (
          select e.data->>'to' as to, e.created_at from license_center_ticket_event e
           where e.ticket_id = t.id and e.data ? 'to' order by e.created_at desc, e.id desc limit 1
        ) last on true
       where t.deleted_at is null and last.to <> t.status`,
  },
  {
    rule: 9,
    title: "mails with private links that were never planned",
    sql: `
      select l.id as link_id, l.ticket_id, l.kind, l.created_at, l.noticed_at from license_center_private_link l
       where l.revoked_at is null and l.deleted_at is null and l.created_at < now() - ${patience}
         and not exists (select from license_center_notice n where n.purpose_key = 'ticket_link:' || l.id)`,
  },
  {
    rule: 13,
    title: "links of somebody who takes part in another ticket",
    sql: `
      select l.id as link_id, l.ticket_id, p.ticket_id as ticket_of_participant
        from license_center_private_link l join license_center_ticket_participant p on p.id = l.participant_id
       where p.ticket_id <> l.ticket_id`,
  },
  {
    rule: 13,
    title: "visits to another ticket than their link's",
    sql: `
      select v.id as visit_id, v.ticket_id, l.ticket_id as ticket_of_link
        from license_center_ticket_visit v join license_center_private_link l on l.id = v.link_id
       where v.ticket_id <> l.ticket_id or v.participant_id <> l.participant_id`,
  },
  {
    rule: 13,
    title: "files of a message in another ticket",
    sql: `
      select a.id as attachment_id, a.ticket_id, m.ticket_id as ticket_of_message
        from license_center_ticket_attachment a join license_center_ticket_message m on m.id = a.message_id
       where a.ticket_id <> m.ticket_id`,
  },
]
