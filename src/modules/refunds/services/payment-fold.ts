import { BigNumber, generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { fraudWarnings, isOver, presentDisputes } from "../rules/stripe/disputes"
import type { DisputeFact, FraudWarningFact, StripeFact } from "../rules/stripe/facts"
import { factsOfPayments } from "./payment-events"

/**
 * Writes what all events of a payment say together: the same rows however often and in which order they came. Runs for
 * one payment take turns, so that the last of them has read every event that was stored before it.
 *
 * @param found the payment's order, null where none is known to the caller
 */
export async function foldPayment(knex: Knex, payment_intent_id: string, found: string | null): Promise<void> {
  await knex.transaction(async (trx) => {
    await rows(trx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [
      `license-center:payment:${payment_intent_id}`,
    ])
    const facts = await factsOfPayments(trx, [payment_intent_id])
    const order_id = found ?? (await knownOrder(trx, payment_intent_id))
    for (const dispute of presentDisputes(facts)) {
      await writeDispute(trx, dispute, openedAt(facts, dispute), order_id)
    }
    for (const warning of fraudWarnings(facts)) {
      await writeWarning(trx, warning, order_id)
    }
    await rows(
      trx,
      "UPDATE license_center_payment_event SET order_id = ? WHERE payment_intent_id = ? AND order_id IS DISTINCT FROM ?",
      [order_id, payment_intent_id, order_id]
    )
  })
}

async function knownOrder(trx: Knex.Transaction, payment_intent_id: string): Promise<string | null> {
  const [known] = await rows<{ order_id: string | null }>(
    trx,
    "SELECT max(order_id) AS order_id FROM license_center_payment_event WHERE payment_intent_id = ?",
    [payment_intent_id]
  )
  return known?.order_id ?? null
}

function openedAt(facts: StripeFact[], { dispute_id }: DisputeFact): Date {
  const times = facts.flatMap((fact) =>
    fact.kind === "dispute" && fact.dispute_id === dispute_id ? [fact.created_at.getTime()] : []
  )
  return new Date(Math.min(...times))
}

async function writeDispute(
  trx: Knex.Transaction,
  dispute: DisputeFact,
  opened_at: Date,
  order_id: string | null
): Promise<void> {
  const row = {
    id: generateEntityId(undefined, "lcdsp"),
    external_id: dispute.dispute_id,
    charge_id: dispute.charge_id,
    payment_intent_id: dispute.payment_intent_id,
    order_id,
    status: dispute.status,
    reason: dispute.reason,
    amount: dispute.amount,
    raw_amount: JSON.stringify(new BigNumber(dispute.amount).raw),
    currency_code: dispute.currency,
    opened_at,
    evidence_due_at: dispute.due_by,
    closed_at: isOver(dispute) ? dispute.created_at : null,
    told_at: dispute.created_at,
  }
  await upsert(trx, "license_center_payment_dispute", row)
}

async function writeWarning(trx: Knex.Transaction, warning: FraudWarningFact, order_id: string | null): Promise<void> {
  await upsert(trx, "license_center_payment_warning", {
    id: generateEntityId(undefined, "lcpwn"),
    external_id: warning.warning_id,
    charge_id: warning.charge_id,
    payment_intent_id: warning.payment_intent_id,
    order_id,
    fraud_type: warning.fraud_type,
    warned_at: warning.created_at,
  })
}

/** By the provider's id; the row keeps its own. */
async function upsert(trx: Knex.Transaction, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row)
  const changes = columns.filter((column) => !["id", "external_id"].includes(column))
  await rows(
    trx,
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
     ON CONFLICT (external_id) DO UPDATE
        SET ${changes.map((column) => `${column} = excluded.${column}`).join(", ")}, updated_at = now()
      WHERE (${changes.map((column) => `${table}.${column}`).join(", ")})
            IS DISTINCT FROM (${changes.map((column) => `excluded.${column}`).join(", ")})`,
    Object.values(row)
  )
}
