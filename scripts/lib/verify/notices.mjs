/** A sender that died is noticed after two minutes, and the job comes by every minute. */
const SENDING = "interval '3 minutes'"

/** @param {string} patience how long a license may wait for its mail to be planned, and a mail past its time (SQL) */
export const noticeChecks = (patience) => [
  {
    rule: 9,
    title: "licenses whose mail was never planned",
    sql: `
      select l.id as license_id, l.order_id, l.delivery_id, l.created_at from license_center_license l
       where l.order_id is not null and l.status <> 'revoked' and l.deleted_at is null
         and l.created_at < now() - ${patience}
         and not exists (select from license_center_notice n
                          where n.kind = 'license_delivered' and n.status <> 'canceled' and l.id = any(n.license_ids))`,
  },
  {
    rule: 9,
    title: "mails planned twice for one purpose",
    sql: `
      select purpose_key, count(*)::int as notices, array_agg(id order by id) as notice_ids
        from license_center_notice group by purpose_key having count(*) > 1`,
  },
  {
    rule: 9,
    title: "mails that are stuck",
    sql: `
      select id as notice_id, kind, status, attempts, next_attempt_at, claimed_until, last_error from license_center_notice
       where deleted_at is null
         and ((status = 'pending' and coalesce(next_attempt_at, created_at) < now() - ${patience} - ${SENDING})
              or (status = 'sending' and coalesce(claimed_until, updated_at) < now() - ${patience} - ${SENDING})
              or (status = 'sent' and sent_at is null))`,
  },
]
