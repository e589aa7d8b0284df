import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { waitingStep } from "../rules/clock"
import { setStatus } from "./status-change"
import {
  insertSystemMessage,
  lockTicket,
  oweLinks,
  participantsOf,
  recordTicketEvent,
  updateTicket,
} from "./ticket-row"

export type Settled = { warned: string[]; closed: string[] }

const SYSTEM = { type: "system" } as const
const DAY = 86_400_000

/**
 * What becomes of tickets that wait for their customers. Selects what is due and not done, so that it may run at any time,
 * any number at once, and catches up after an outage.
 */
export class TicketClock {
  constructor(
    private readonly knex: Knex,
    private readonly support: ResolvedSupport
  ) {}

  async settle(now: Date, limit: number): Promise<Settled> {
    const settled: Settled = { warned: [], closed: [] }
    for (const { id } of await this.due(now, limit)) {
      const done = await this.settleOne(id, now)
      if (done) {
        settled[done].push(id)
      }
    }
    return settled
  }

  private due(now: Date, limit: number): Promise<{ id: string }[]> {
    const { warn, close } = this.support.waiting_days
    return rows<{ id: string }>(
      this.knex,
      `SELECT id FROM license_center_ticket
        WHERE status = 'waiting_customer' AND deleted_at IS NULL AND waiting_since <= ?
          AND (warned_at IS NULL OR warned_at < waiting_since OR (waiting_since <= ? AND warned_at <= ?))
        ORDER BY waiting_since LIMIT ?`,
      [ago(now, warn), ago(now, close), ago(now, Math.max(close - warn, 1)), limit]
    )
  }

  /** Judged once more under the lock: the customer may have answered in this moment. */
  private settleOne(id: string, now: Date): Promise<"warned" | "closed" | null> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      switch (waitingStep(ticket, now, this.support.waiting_days)) {
        case "warn": {
          const participants = await participantsOf(trx, id)
          await updateTicket(trx, id, { warned_at: now })
          await oweLinks(
            trx,
            id,
            participants.map((participant) => participant.id),
            "closing"
          )
          await recordTicketEvent(trx, { name: "ticket.closing_announced", ticket_id: id, actor: SYSTEM })
          return "warned"
        }
        case "close":
          await setStatus(trx, ticket, "closed", now, this.support)
          await insertSystemMessage(trx, id, "auto_closed", now)
          await recordTicketEvent(trx, {
            name: "ticket.auto_closed",
            ticket_id: id,
            actor: SYSTEM,
            data: { from: ticket.status, to: "closed" },
          })
          return "closed"
        default:
          return null
      }
    })
  }
}

const ago = (now: Date, days: number) => new Date(now.getTime() - days * DAY)
