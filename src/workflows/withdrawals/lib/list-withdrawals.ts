import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { isInTime } from "../../../modules/refunds/rules/withdrawal"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { KeptWithdrawal, Withdrawals } from "../../../modules/refunds/services/withdrawals"
import { readWithdrawalFacts } from "./withdrawal-facts"

export type ShownWithdrawal = {
  id: string
  /** Null when no order of this number is of this address: a person has to look. */
  order_id: string | null
  order_number: string
  name: string
  email: string
  statement: string
  made_at: Date
  acknowledged_at: Date | null
  ticket_id: string | null
  status: KeptWithdrawal["status"]
  decision_reason: string | null
  /** What the law asks: of an order that is known. A waiver counts once it was confirmed. */
  law: { applies: boolean; in_time: boolean; waiver: "none" | "unconfirmed" | "confirmed" } | null
}

export async function listWithdrawals(
  container: MedusaContainer,
  filters: Parameters<Withdrawals["list"]>[0],
  page: Parameters<Withdrawals["list"]>[1]
): Promise<[ShownWithdrawal[], number]> {
  const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [kept, count] = await withdrawals.list(filters, page)
  return [await Promise.all(kept.map((withdrawal) => shown(container, withdrawal))), count]
}

/** @throws MedusaError not_found */
export async function readWithdrawal(container: MedusaContainer, id: string): Promise<ShownWithdrawal> {
  const made = await container.resolve<RefundsModuleService>(REFUNDS_MODULE).withdrawals.made(id)
  if (!made) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Withdrawal with id: ${id} was not found`)
  }
  return shown(container, made)
}

async function shown(container: MedusaContainer, kept: KeptWithdrawal): Promise<ShownWithdrawal> {
  const { id, order_id, name, email, statement, acknowledged_at, ticket_id, status, decision_reason } = kept
  const made_at = kept.confirmed_at!
  return {
    id,
    order_id,
    order_number: kept.order_display_id,
    name,
    email,
    statement,
    made_at,
    acknowledged_at,
    ticket_id,
    status,
    decision_reason,
    law: order_id === null ? null : await lawOf(container, order_id, made_at),
  }
}

async function lawOf(container: MedusaContainer, order_id: string, made_at: Date): Promise<ShownWithdrawal["law"]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data }, { withdrawal_applies, waiver }] = await Promise.all([
    query.graph({ entity: "order", fields: ["id", "created_at"], filters: { id: order_id } }),
    readWithdrawalFacts(container, order_id),
  ])
  const order = data[0] as { created_at: Date | string } | undefined
  return order
    ? {
        applies: withdrawal_applies,
        in_time: isInTime(new Date(order.created_at), made_at),
        waiver: !waiver ? "none" : waiver.recorded_at ? "confirmed" : "unconfirmed",
      }
    : null
}
