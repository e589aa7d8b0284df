import type { App } from "../../setup/app"
import type { Order } from "../../setup/orders"

export type RefundUnit = {
  unit_id: string
  license_id: string | null
  kind: string
  amount: number
  verdict: string
  selectable: boolean
}
export type Assessment = {
  verdict: string
  reasons: { code: string; text: string }[]
  units: RefundUnit[]
  amount: number
  refundable: number
  rules_version: string
  facts: {
    units: { activations_ever: number; delivery: string }[]
    other_orders: { order_id: string }[]
    earlier_refunds: number
  }
}
export type RefundRequest = {
  id: string
  status: string
  amount: number
  overridden: boolean
  last_error: string | null
  decision_reason: string | null
  units: { line_item_id: string; unit_index: number }[] | null
}

const BASE = "/admin/license-center"

/** What an operator does with refunds. */
export class RefundDesk {
  constructor(private readonly app: App) {}

  assess(order: Pick<Order, "id">): Promise<{ assessment: Assessment; requests: RefundRequest[] }> {
    return this.app.store.admin.get(`${BASE}/refund-assessments/${order.id}`)
  }

  async refund(order: Order, body: object = {}): Promise<RefundRequest> {
    const path = `${BASE}/refund-assessments/${order.id}/refund`
    const { refund_request } = await this.app.store.admin.post(path, body)
    await this.app.events.settled()
    return refund_request
  }

  async approve(id: string, body: object = {}): Promise<RefundRequest> {
    const { refund_request } = await this.app.store.admin.post(`${BASE}/refund-requests/${id}/approve`, body)
    await this.app.events.settled()
    return refund_request
  }

  async decline(id: string, reason: string): Promise<RefundRequest> {
    const { refund_request } = await this.app.store.admin.post(`${BASE}/refund-requests/${id}/decline`, { reason })
    await this.app.events.settled()
    return refund_request
  }

  /** What Medusa has paid back. */
  async refunded(order: Order): Promise<number[]> {
    const { order: full } = await this.app.store.admin.get(
      `/admin/orders/${order.id}?fields=id,*payment_collections.payments.refunds`
    )
    return full.payment_collections.flatMap((collection: { payments: { refunds: { amount: number }[] }[] }) =>
      collection.payments.flatMap(({ refunds }) => refunds.map(({ amount }) => amount))
    )
  }
}
