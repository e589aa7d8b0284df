import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import type { Actor } from "../../../modules/licensing/types"
import { bindWaiverStep } from "../../withdrawals/steps/waivers"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { applyOrderStep } from "../steps/apply-order"
import { ensureUpgradeNoticesStep } from "../../upgrades/steps/ensure-upgrade-notices"
import { ensureOrderNoticesStep } from "../steps/ensure-order-notices"
import { findOrderOfPaymentStep } from "../steps/find-order-of-payment"

/** One of the two ids. */
export type ReconcileOrderInput = {
  order_id?: string
  payment_id?: string
  /** Who asked: an operator, or the system when it was an event or the sweep. */
  actor?: Actor
  /** Line item ids whose upgrades an operator has decided to apply, although their price is not the license's any more. */
  accept_upgrades?: string[]
  /** `now` (the default) sends what is new before it ends; `later` leaves it to the job that sends mails. */
  mail?: "now" | "later"
}

export const reconcileOrderWorkflowId = "license-center-reconcile-order"

/**
 * Brings an order's licenses, and the mails about them, to what the order deserves as it is now. Every event about an
 * order, the sweep and the operator's button call this one workflow; running it once, twice, at the same time or after
 * a crash comes to the same.
 *
 * @returns ids of the licenses by what happened to them; never a key
 */
export const reconcileOrderWorkflow = createWorkflow(reconcileOrderWorkflowId, (input: ReconcileOrderInput) => {
  const found = when(
    "license-center-payment-given",
    { input },
    ({ input }) => !input.order_id && !!input.payment_id
  ).then(() => findOrderOfPaymentStep(transform({ input }, ({ input }) => ({ payment_id: input.payment_id! }))))
  const order = transform({ input, found }, ({ input, found }) => ({
    order_id: input.order_id ?? found ?? null,
    actor: input.actor ?? ({ type: "system" } as Actor),
    accept_upgrades: input.accept_upgrades ?? [],
  }))
  const result = applyOrderStep(order)
  const bound = bindWaiverStep(transform({ order, result }, ({ order }) => ({ order_id: order.order_id })))
  const done = transform({ order, bound }, ({ order }) => ({ order_id: order.order_id }))
  const ofLicenses = ensureOrderNoticesStep(done)
  const ofUpgrades = ensureUpgradeNoticesStep(done)
  const notices = transform({ ofLicenses, ofUpgrades }, ({ ofLicenses, ofUpgrades }) => [...ofLicenses, ...ofUpgrades])
  emitEventStep({
    eventName: LicenseEvents.ISSUED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.issued, order)),
  }).config({ name: "license-center-emit-issued" })
  emitEventStep({
    eventName: LicenseEvents.REVOKED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.revoked, order)),
  }).config({ name: "license-center-emit-revoked" })
  emitEventStep({
    eventName: LicenseEvents.REINSTATED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.reinstated, order)),
  }).config({ name: "license-center-emit-reinstated" })
  emitEventStep({
    eventName: LicenseEvents.SUSPENDED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.suspended, order)),
  }).config({ name: "license-center-emit-suspended" })
  emitEventStep({
    eventName: LicenseEvents.RENEWED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.renewed, order)),
  }).config({ name: "license-center-emit-renewed" })
  emitEventStep({
    eventName: LicenseEvents.RENEWAL_REVERTED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.reverted, order)),
  }).config({ name: "license-center-emit-renewal-reverted" })
  emitEventStep({
    eventName: LicenseEvents.UPGRADED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.upgraded, order)),
  }).config({ name: "license-center-emit-upgraded" })
  emitEventStep({
    eventName: LicenseEvents.UPGRADE_REVERTED,
    data: transform({ result, order }, ({ result, order }) => ofOrder(result.downgraded, order)),
  }).config({ name: "license-center-emit-upgrade-reverted" })
  emitEventStep({
    eventName: LicenseEvents.DEACTIVATED,
    data: transform({ result }, ({ result }) =>
      result.freed.map(({ license_id, activation_id }) => ({ id: license_id, activation_id }))
    ),
  }).config({ name: "license-center-emit-deactivated" })
  when(
    "license-center-notices-new",
    { notices, input },
    ({ notices, input }) => notices.length > 0 && input.mail !== "later"
  ).then(() => {
    sendNoticesWorkflow.runAsStep({ input: transform({ notices }, ({ notices }) => ({ ids: notices })) })
  })
  return new WorkflowResponse(result)
})

const ofOrder = (ids: string[], { order_id }: { order_id: string | null }) => ids.map((id) => ({ id, order_id }))
