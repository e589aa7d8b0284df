import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { closesAt, noticeDays, waitingStep } from "../rules/clock"
import { insertSystemMessage } from "./messages"
import { oweLinks } from "./owed-links"
import { participantsOf } from "./participant-rows"
import { setStatus } from "./status-change"
import { lockTicket, updateTicket } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/** A ticket whose time is up, and the links of the mails that warned of it. */
export type DueToClose = { id: string; link_ids: string[] }

const SYSTEM = { type: "system" } as const
const DAY = 86_400_000

/**
 * What becomes of tickets that wait for their customers. Selects what is due and not done, so that it may run at any
 * time, any number at once, and catches up after an outage.
 */
export class TicketClock {
  constructor(
    private readonly knex: Knex,
    private readonly support: ResolvedSupport
  ) {}

  /** Tickets that wait for so long that their customers have to hear of it, longest first. */
  async dueToWarn(now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ id: string }>(
      this.knex,
      `SELECT id FROM license_center_ticket
        WHERE status = 'waiting_customer' AND deleted_at IS NULL AND waiting_since <= ?
          AND (warned_at IS NULL OR warned_at < waiting_since)
        ORDER BY waiting_since LIMIT ?`,
      [ago(now, this.support.waiting_days.warn), limit]
    )
    return due.map(({ id }) => id)
  }

  /** Tickets that were warned of long enough ago; whether the warnings left the house is known elsewhere. */
  async dueToClose(now: Date, limit: number, after: string | null): Promise<DueToClose[]> {
    const { waiting_days } = this.support
    return rows<DueToClose>(
      this.knex,
      `SELECT t.id, array(SELECT DISTINCT ON (l.participant_id) l.id FROM license_center_private_link l
                           WHERE l.ticket_id = t.id AND l.kind = 'closing' AND l.revoked_at IS NULL
                           ORDER BY l.participant_id, l.created_at DESC) AS link_ids
         FROM license_center_ticket t
        WHERE t.status = 'waiting_customer' AND t.deleted_at IS NULL AND t.waiting_since <= ?
          AND t.warned_at >= t.waiting_since AND t.warned_at <= ? AND t.id > ?
        ORDER BY t.id LIMIT ?`,
      [ago(now, waiting_days.close), ago(now, noticeDays(waiting_days)), after ?? "", limit]
    )
  }

  /** Judged once more under the lock: the customer may have answered in this moment. @returns whether it was due */
  async warn(id: string, now: Date): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      if (waitingStep(ticket, now, this.support.waiting_days) !== "warn") {
        return false
      }
      const participants = await participantsOf(trx, id)
      await updateTicket(trx, id, { warned_at: now })
      await oweLinks(
        trx,
        id,
        participants.map((participant) => participant.id),
        "closing"
      )
      await recordTicketEvent(trx, { name: "ticket.closing_announced", ticket_id: id, actor: SYSTEM })
      return true
    })
  }

  /** The same for the end of the wait. @param told when the last of its warnings left */
  async close(id: string, told: Date, now: Date): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      const { waiting_days } = this.support
      const isDue =
        waitingStep(ticket, now, waiting_days) === "close" && closesAt(ticket.waiting_since!, told, waiting_days) <= now
      if (!isDue) {
        return false
      }
      await setStatus(trx, ticket, "closed", now, this.support)
      await insertSystemMessage(trx, id, "auto_closed", now)
      await recordTicketEvent(trx, {
        name: "ticket.auto_closed",
        ticket_id: id,
        actor: SYSTEM,
        data: { from: ticket.status, to: "closed" },
      })
      return true
    })
  }
}

const ago = (now: Date, days: number) => new Date(now.getTime() - days * DAY)
