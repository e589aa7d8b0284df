import { model } from "@medusajs/framework/utils"

/** An event of the payment provider, kept once by its id: what it said, and what became of it. */
export const PaymentEvent = model
  .define(
    { name: "PaymentEvent", tableName: "license_center_payment_event" },
    {
      /** The provider's id of the event. */
      id: model.text().primaryKey(),
      type: model.text(),
      /** What `rules/stripe/read-event.ts` took from it; no more of it is kept. */
      facts: model.json(),
      payment_intent_id: model.text().nullable(),
      order_id: model.text().nullable(),
      /** The provider's time. */
      happened_at: model.dateTime(),
      processed_at: model.dateTime().nullable(),
      attempts: model.number().default(0),
      last_error: model.text().nullable(),
    }
  )
  .indexes([
    { name: "IDX_license_center_payment_event_payment", on: ["payment_intent_id", "happened_at"], where: null },
    { name: "IDX_license_center_payment_event_order", on: ["order_id"], where: null },
    { name: "IDX_license_center_payment_event_open", on: ["created_at"], where: "processed_at IS NULL" },
  ])
