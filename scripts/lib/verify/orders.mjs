/** Amounts may carry the dust of a floating-point sum. */
const DUST = "0.00001"

/**
 * What each order costs and what was paid for it.
 *
 * `total` is the order's current one, after edits and returns; `first_total` what it was when it was placed. An order's
 * amounts and quantities are kept per version; only those of its current version count.
 */
const MONEY = `
  money as (
    select o.id as order_id, o.display_id, o.status, o.is_draft_order, o.created_at, o.updated_at, o.canceled_at,
           coalesce((now_total.totals->>'current_order_total')::numeric, 0) as total,
           coalesce((now_total.totals->>'original_order_total')::numeric, 0) as first_total,
           coalesce(paid.authorized, 0) as authorized,
           coalesce(paid.captured, 0) as captured,
           coalesce(paid.refunded, 0) as refunded,
           paid.first_capture,
           greatest(o.created_at, o.updated_at, paid.last_move) as last_move
      from "order" o
      left join lateral (
        select s.totals from order_summary s
         where s.order_id = o.id and s.deleted_at is null and s.version <= o.version
         order by s.version desc limit 1
      ) now_total on true
      left join lateral (
        select sum(p.amount) filter (where p.canceled_at is null) as authorized,
               sum(c.amount) as captured, sum(r.amount) as refunded,
               min(c.first_move) as first_capture,
               greatest(max(p.created_at), max(c.last_move), max(r.last_move)) as last_move
          from order_payment_collection link
          join payment p on p.payment_collection_id = link.payment_collection_id and p.deleted_at is null
          left join lateral (select sum(amount) as amount, min(created_at) as first_move, max(created_at) as last_move
                               from capture where payment_id = p.id and deleted_at is null) c on true
          left join lateral (select sum(amount) as amount, max(created_at) as last_move
                               from refund where payment_id = p.id and deleted_at is null) r on true
         where link.order_id = o.id and link.deleted_at is null
      ) paid on true
     where o.deleted_at is null
  )`

/** The units that the buyer of each line holds now: ordered, less what came back or was written off (a damaged one counts as both). */
const LINES = `
  lines as (
    select i.order_id, i.item_id as line_item_id, li.variant_id,
           greatest(0, floor(i.quantity - greatest(i.return_received_quantity + i.return_dismissed_quantity, i.written_off_quantity)))::int as held,
           i.updated_at as last_move
      from order_item i
      join "order" o on o.id = i.order_id and o.version = i.version
      join order_line_item li on li.id = i.item_id
     where i.deleted_at is null
  )`

/** Revoked by an operator, a refund of it alone or a dispute, a unit counts as delivered: it is not issued anew. */
const RELEASED = `l.status = 'revoked' and l.status_reason in ('canceled', 'refunded', 'returned', 'quantity_reduced')`
/** Brought back by an operator after the order's end: a person decided. */
const PINNED = `l.status <> 'revoked' and l.pinned_at is not null`

/** Keys that a line of a free order gets without an operator; `FREE_KEYS_LIMIT` in rules/reconcile-order.ts. */
const FREE_KEYS_LIMIT = 100

/** The first upgrade of license `l` that stands: what its own order sold is what was before it. */
const FIRST_UPGRADE = `
  left join lateral (
    select c.from_plan_id, c.before->>'quantity_means' as means from license_center_plan_change c
     where c.license_id = l.id and c.rolled_back_at is null order by c.applied_at, c.id limit 1
  ) upgrade on true`

/** @param {string} patience how long a paid order may wait for its licenses, and a canceled one for their end (SQL) */
export const orderChecks = (patience) => [
  {
    rule: 1,
    title: "order units with more than one license",
    sql: `
      select line_item_id, unit_index, count(*)::int as licenses, array_agg(id order by id) as license_ids
        from license_center_license
       where line_item_id is not null
       group by line_item_id, unit_index having count(*) > 1`,
  },
  {
    rule: 2,
    title: "paid orders that wait for licenses",
    sql: `
      with ${MONEY}, ${LINES}
      select m.order_id, m.display_id, line.line_item_id, line.held as units, coalesce(own.licenses, 0) as licenses,
             due.since as paid_since
        from money m
        join lines line on line.order_id = m.order_id
        join lateral (
          -- What the line was sold as. A plan that was attached after the sale says nothing about it.
          select p.deliver_on, p.quantity_means
            from license_center_plan p
           where p.id = coalesce(
                   (select s.plan_id from license_center_order_line s where s.id = line.line_item_id),
                   (select v.license_plan_id from license_center_plan_variant v
                      join license_center_plan c on c.id = v.license_plan_id and c.deleted_at is null
                     where v.product_variant_id = line.variant_id and v.deleted_at is null
                       and v.created_at <= m.created_at limit 1))
        ) plan on true
        left join lateral (
          select count(*) filter (where (${RELEASED}) is not true)::int as licenses, count(*) as ever,
                 min(coalesce(upgrade.means, l.quantity_means)) as means
            from license_center_license l ${FIRST_UPGRADE}
           where l.line_item_id = line.line_item_id and l.deleted_at is null
        ) own on true
        cross join lateral (select greatest(m.last_move, line.last_move) as since) due
       where not coalesce(m.is_draft_order, false) and m.status not in ('canceled', 'draft')
         and (m.total <= ${DUST}
              or m.captured - m.refunded >= m.total - ${DUST}
              or (plan.deliver_on = 'payable' and m.authorized - m.refunded >= m.total - ${DUST}))
         and not (m.captured > ${DUST} and m.captured - m.refunded <= ${DUST})
         -- What takes up an offer to a license sells none of its own.
         and not exists (select from license_center_order_line s where s.id = line.line_item_id and s.offer_id is not null)
         and coalesce(own.licenses, 0) <
             case when coalesce(own.means, plan.quantity_means) = 'seats' then least(1, line.held) else line.held end
         -- Many keys for nothing wait for an operator; a line that ever had one is finished like any other.
         and not (m.total <= ${DUST} and m.captured <= ${DUST} and plan.quantity_means = 'keys'
                  and line.held > ${FREE_KEYS_LIMIT} and own.ever = 0)
         and due.since < now() - ${patience}
       order by due.since`,
  },
  {
    rule: 3,
    title: "licenses issued before their order was paid",
    sql: `
      with ${MONEY}
      select l.id as license_id, l.order_id, m.display_id, l.status, l.created_at as issued_at, m.first_capture,
             m.captured, m.authorized, least(m.total, m.first_total) as total
        from license_center_license l ${FIRST_UPGRADE}
        join license_center_plan p on p.id = coalesce(upgrade.from_plan_id, l.plan_id)
        left join money m on m.order_id = l.order_id
        -- A plan changed after the sale says nothing about it: then either state is good enough.
        cross join lateral (select p.deliver_on = 'paid' and p.updated_at <= l.created_at as strict) plan
       where l.order_id is not null
         and (m.order_id is null
              or (least(m.total, m.first_total) > ${DUST}
                  and case when plan.strict
                           then m.captured < least(m.total, m.first_total) - ${DUST}
                                or m.first_capture > l.created_at + interval '1 second'
                           else greatest(m.captured, m.authorized) < least(m.total, m.first_total) - ${DUST} end))
       order by l.created_at`,
  },
  {
    rule: 6,
    title: "licenses that outlived their order or unit",
    sql: `
      with ${MONEY}, ${LINES},
      held as (
        select l.order_id, l.line_item_id, count(*)::int as licenses, array_agg(l.id order by l.unit_index) as license_ids,
               min(coalesce(upgrade.means, l.quantity_means)) as means
          from license_center_license l ${FIRST_UPGRADE}
         where l.line_item_id is not null and l.deleted_at is null and l.status <> 'revoked' and (${PINNED}) is not true
         group by l.order_id, l.line_item_id
      )
      select h.order_id, m.display_id, h.line_item_id, h.licenses, due.units, h.license_ids
        from held h
        join money m on m.order_id = h.order_id
        left join lines line on line.order_id = h.order_id and line.line_item_id = h.line_item_id
        cross join lateral (
          select case when m.status = 'canceled' or (m.captured > ${DUST} and m.captured - m.refunded <= ${DUST}) then 0
                      when h.means = 'seats' then least(1, coalesce(line.held, 0))
                      else coalesce(line.held, 0) end as units
        ) due
       where h.licenses > due.units and greatest(m.last_move, m.canceled_at, line.last_move) < now() - ${patience}`,
  },
]
