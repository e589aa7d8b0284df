/** Money that the store says it paid back has gone through Medusa, unless nothing had been taken (an amount of 0). */
export const refundChecks = [
  {
    rule: 6,
    title: "refunds that no payment of the order shows",
    sql: `
      select r.id as refund_request_id, r.order_id, r.amount::float as amount, r.decided_at
        from license_center_refund_request r
       where r.status = 'refunded' and r.amount > 0 and r.deleted_at is null
         and not exists (
           select from order_payment_collection link
             join payment p on p.payment_collection_id = link.payment_collection_id
             join refund f on f.payment_id = p.id and f.deleted_at is null
            where link.order_id = r.order_id and link.deleted_at is null)`,
  },
]
