import { paymentStatus, type OrderMoney } from "../payment-status"

const money = (fields: Partial<OrderMoney> = {}): OrderMoney => ({
  status: "pending",
  authorized: 49,
  captured: 49,
  refunded: 0,
  ...fields,
})

describe("where the money of an order is", () => {
  it.each([
    ["none", { authorized: 0, captured: 0 }],
    ["authorized", { captured: 0 }],
    ["partially_captured", { captured: 20 }],
    ["captured", {}],
    ["captured", { authorized: 0 }],
    ["partially_refunded", { refunded: 20 }],
    ["refunded", { refunded: 49 }],
    ["refunded", { refunded: 48.9999999 }],
    ["canceled", { status: "canceled", authorized: 0, captured: 0 }],
    ["refunded", { status: "canceled", refunded: 49 }],
  ] as const)("%s for %j", (status, fields) => {
    expect(paymentStatus(money(fields))).toBe(status)
  })
})
