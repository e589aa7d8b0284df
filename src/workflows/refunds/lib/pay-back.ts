import { cancelOrderWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { Actor } from "../../../lib/actor"
import { present, sum, type Amount } from "../../../lib/amounts"
import { DUST } from "../../../lib/dust"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { unitId } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RefundRequestRow } from "../../../modules/refunds/services/requests"
import { readOrder } from "../../orders/read-order"
import { isAll } from "./amounts"
import { gatherFacts, type Gathered } from "./gather-facts"
import { readPurchase } from "./read-purchase"
import { hasTakenBack, takeBack } from "./take-back"

/** By it a second try finds what the first has paid: Medusa keeps it with the refund. */
const noteOf = (request_id: string) => `License Center refund ${request_id}`

/**
 * Does what was approved, from wherever it was left. All of the money is a refund and nothing more, and the licenses
 * follow from the money; a part of it takes its units out of the order first, so that Medusa owes what is then paid.
 *
 * The caller holds the row of the request.
 *
 * @throws MedusaError with what Medusa or the payment provider says
 */
export async function payBack(container: MedusaContainer, request: RefundRequestRow, actor: Actor): Promise<void> {
  const { order_id, id: request_id } = request
  const chosen = request.units?.map(unitId) ?? null
  const gathered = await gatherFacts(container, { order_id, chosen, now: new Date() })
  if (!gathered) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} was not found`)
  }
  if (!request.amount) {
    return cancel(container, gathered, actor)
  }
  const payments = await paymentsOf(container, order_id)
  const paid = sum(payments.flatMap((payment) => refundsOf(payment, request_id)))
  const left = request.amount - paid
  if (left <= DUST) {
    return
  }
  await assertStillDue(container, request, gathered, paid)
  if (!isAll(left, gathered.refundable)) {
    const { purchase } = gathered
    const units = (chosen ?? []).flatMap((unit_id) => gathered.units.get(unit_id) ?? [])
    await takeBack(container, { purchase, units, request_id, actor })
  }
  await refund(container, payments, { left, request_id, actor })
}

/**
 * Between the approval and a later try an operator may have paid by hand, or a bank may have taken the money.
 *
 * @throws MedusaError not_allowed
 */
async function assertStillDue(
  container: MedusaContainer,
  request: RefundRequestRow,
  { facts }: Gathered,
  paid: number
): Promise<void> {
  if (facts.dispute === "open" || facts.dispute === "lost") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "A bank disputes the payment: money that goes back now may go back twice"
    )
  }
  if (await wentBackOtherwise(container, request, facts.refunded - paid)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Money went back otherwise since this was approved. Decline the request, or refund by hand."
    )
  }
}

/** @param refunded of the order, without what this request has paid */
async function wentBackOtherwise(
  container: MedusaContainer,
  { assessment_id }: RefundRequestRow,
  refunded: number
): Promise<boolean> {
  const kept = await container.resolve<RefundsModuleService>(REFUNDS_MODULE).assessments.refundedThen(assessment_id)
  return kept !== null && refunded - kept > DUST
}

/**
 * Whether anything was done of what was approved that Medusa keeps: money paid back, the order ended, or units taken out
 * of it whose money has not gone back otherwise. To stop there would leave a customer with neither.
 */
export async function isBegun(container: MedusaContainer, request: RefundRequestRow): Promise<boolean> {
  const { id, order_id, amount } = request
  if (!amount) {
    return (await readPurchase(container, order_id))?.status === "canceled"
  }
  const payments = await paymentsOf(container, order_id)
  if (payments.some((payment) => refundsOf(payment, id).length > 0)) {
    return true
  }
  if (!(await hasTakenBack(container, order_id, id))) {
    return false
  }
  const order = await readOrder(container, order_id)
  return !(await wentBackOtherwise(container, request, order?.refunded ?? 0))
}

/** Nothing was taken yet, so nothing is paid back: the order ends, and the authorization with it. */
async function cancel(container: MedusaContainer, { purchase }: Gathered, { id }: Actor): Promise<void> {
  if (purchase.status !== "canceled") {
    await cancelOrderWorkflow(container).run({ input: { order_id: purchase.id, ...(id && { canceled_by: id }) } })
  }
}

async function refund(
  container: MedusaContainer,
  payments: Payment[],
  { left, request_id, actor }: { left: number; request_id: string; actor: Actor }
): Promise<void> {
  let open = left
  for (const payment of payments) {
    const amount = Math.min(open, remainderOf(payment))
    if (amount > DUST) {
      await refundPaymentWorkflow(container).run({
        input: {
          payment_id: payment.id,
          amount,
          note: noteOf(request_id),
          ...(actor.id && { created_by: actor.id }),
        },
      })
      open -= amount
    }
  }
  if (open > DUST) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `${open} more was approved than is left of what was paid`)
  }
}

type Payment = {
  id: string
  captures?: ({ amount: Amount } | null)[] | null
  refunds?: ({ amount: Amount; note: string | null } | null)[] | null
}

async function paymentsOf(container: MedusaContainer, order_id: string): Promise<Payment[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "payment_collections.payments.id",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
      "payment_collections.payments.refunds.note",
    ],
    filters: { id: order_id },
  })
  const [order] = data as unknown as { payment_collections?: ({ payments?: (Payment | null)[] | null } | null)[] }[]
  return present(order?.payment_collections).flatMap(({ payments }) => present(payments))
}

/** Medusa writes a refund down before it asks the provider: one that a crash left may not have been paid, and is not paid twice. */
const refundsOf = ({ refunds }: Payment, request_id: string) =>
  present(refunds)
    .filter(({ note }) => note === noteOf(request_id))
    .map(({ amount }) => amount)

const remainderOf = ({ captures, refunds }: Payment) =>
  sum(present(captures).map(({ amount }) => amount)) - sum(present(refunds).map(({ amount }) => amount))
