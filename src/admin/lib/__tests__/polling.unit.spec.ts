import type { AdminOrder } from "@medusajs/framework/types"
import { EXPECTANT_MS, licensesPoll, orderState } from "../polling"
import type { Delivery } from "../types"

const aLicense = (status?: Delivery["status"]) => ({ delivery: status ? ({ status } as Delivery) : null })
const anOrder = (given: object = {}) =>
  ({
    status: "pending",
    total: 49,
    summary: { paid_total: 0, refunded_total: 0 },
    payment_collections: [{ status: "authorized", captured_amount: 0, payments: [{ captured_at: null, refunds: [] }] }],
    items: [{ id: "item_1", quantity: 1, detail: { return_received_quantity: 0 } }],
    ...given,
  }) as unknown as AdminOrder

describe("the next reading of an order's licenses", () => {
  const opened = { state: "", since: 0, changed: false }
  const changed = { ...opened, changed: true }
  const soon = EXPECTANT_MS - 1

  it.each([
    ["comes soon while software has no license yet", [], { sellsLicenses: true, moment: opened }, soon, 2_000],
    ["takes its time when no license came in a minute", [], { sellsLicenses: true, moment: opened }, soon + 1, 20_000],
    ["takes its time when no software was bought", [], { sellsLicenses: false, moment: changed }, 0, 20_000],
    ["takes its time when all is there", [aLicense("sent")], { sellsLicenses: true, moment: opened }, 0, 20_000],
    ["comes soon after a change", [aLicense("sent")], { sellsLicenses: false, moment: changed }, soon, 2_000],
    ["follows a mail under way", [aLicense(), aLicense("pending")], { sellsLicenses: true, moment: opened }, 0, 5_000],
    [
      "follows a mail long after a change",
      [aLicense("sending")],
      { sellsLicenses: true, moment: changed },
      soon + 1,
      5_000,
    ],
  ])("%s", (_, licenses, order, now, expected) => {
    expect(licensesPoll(licenses, order, now)).toBe(expected)
  })
})

describe("the state of an order", () => {
  it("is the same when the order is read again, whatever does not concern licenses", () => {
    expect(orderState(anOrder({ email: "new@example.com" }))).toBe(orderState(anOrder()))
  })

  it.each([
    ["a capture", { payment_collections: [{ status: "completed", captured_amount: 49 }] }],
    ["a refund", { summary: { paid_total: 0, refunded_total: 10 } }],
    ["a cancellation", { status: "canceled" }],
    ["a return", { items: [{ id: "item_1", quantity: 1, detail: { return_received_quantity: 1 } }] }],
    ["a smaller quantity", { items: [{ id: "item_1", quantity: 0 }] }],
  ])("changes with %s", (_, given) => {
    expect(orderState(anOrder(given))).not.toBe(orderState(anOrder()))
  })

  it("can be read of an order that came without its relations", () => {
    expect(typeof orderState({ id: "order_1", status: "pending" } as unknown as AdminOrder)).toBe("string")
  })
})
