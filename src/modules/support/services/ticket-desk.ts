import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ResolvedSupport } from "../options"
import { reprioritised } from "../rules/due-times"
import { quietSubject } from "../rules/intake"
import { redact } from "../rules/redact"
import { nextStatus, type Happening, type TicketStatus } from "../rules/ticket-status"
import type { SystemMessage } from "../rules/words"
import type {
  Actor,
  OpenedTicket,
  OpenTicketInput,
  OperatorMessageInput,
  TicketChanges,
  VisitorMessageInput,
  WrittenMessage,
} from "../types"
import { setStatus } from "./status-change"
import { mergeTickets } from "./ticket-merge"
import { insertOperatorMessage, insertVisitorMessage, writtenBefore } from "./ticket-messages"
import { insertTicket, openedBefore } from "./ticket-opening"
import {
  insertSystemMessage,
  invalid,
  isRepeated,
  lockTicket,
  notAllowed,
  oweLinks,
  participantsOf,
  recordTicketEvent,
  updateTicket,
  type TicketRow,
  type TicketValues,
} from "./ticket-row"

/** What the thread says of a change. */
const SAID: Partial<Record<Happening, SystemMessage>> = {
  closed_by_customer: "closed_by_customer",
  closed_by_operator: "closed_by_operator",
  resolved: "resolved",
  reopened: "reopened",
}

/**
 * Changes of tickets: each one transaction under the ticket's row lock, with its audit event, and with the mails that it
 * owes as rows of their own. Whatever comes twice under one submission is done once.
 */
export class TicketDesk {
  constructor(
    private readonly knex: Knex,
    private readonly support: ResolvedSupport
  ) {}

  /** @throws MedusaError invalid_data when the address is none or nothing is said */
  async open(input: OpenTicketInput): Promise<OpenedTicket> {
    return this.once(
      input.submission,
      (submission) => openedBefore(this.knex, submission),
      (trx) => insertTicket(trx, input, this.support, new Date())
    )
  }

  /** @throws MedusaError not_found; not_allowed for who takes no part; invalid_data for files that are not this visit's */
  async writeAsVisitor(input: VisitorMessageInput): Promise<WrittenMessage> {
    return this.once(
      input.submission,
      (submission) => writtenBefore(this.knex, submission),
      (trx) => insertVisitorMessage(trx, input, this.support, new Date())
    )
  }

  /** @throws MedusaError not_found; not_allowed with a sentence that says what to do first */
  async writeAsOperator(input: OperatorMessageInput): Promise<WrittenMessage> {
    return this.once(
      input.submission,
      (submission) => writtenBefore(this.knex, submission),
      (trx) => insertOperatorMessage(trx, input, this.support, new Date())
    )
  }

  /** @throws MedusaError not_found; not_allowed with a sentence that says what to do first */
  async change(id: string, happening: Happening, actor: Actor, reason: string | null): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const now = new Date()
      const ticket = await lockTicket(trx, id)
      const step = nextStatus(ticket, happening, now, this.support.reopen_days)
      if ("refused" in step) {
        throw notAllowed(step.refused)
      }
      if (!("status" in step) || !step.changed) {
        return false
      }
      await setStatus(trx, ticket, step.status, now, this.support)
      const said = saidOf(ticket, happening)
      if (said) {
        await insertSystemMessage(trx, id, said, now)
      }
      if (happening === "released") {
        await this.welcome(trx, id)
      }
      await recordTicketEvent(trx, {
        name: `ticket.${happening}`,
        ticket_id: id,
        actor,
        reason,
        data: { from: ticket.status, to: step.status },
      })
      return true
    })
  }

  /** @throws MedusaError not_found; invalid_data for a subject of nothing */
  async update(id: string, changes: TicketChanges, actor: Actor): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      const wanted = { ...changes, ...(changes.subject !== undefined && { subject: subjectOf(changes.subject) }) }
      const values: TicketValues = Object.fromEntries(
        Object.entries(wanted).filter(
          ([field, value]) => value !== undefined && value !== ticket[field as keyof TicketRow]
        )
      ) as TicketValues
      if (!Object.keys(values).length) {
        return false
      }
      // What was written stays out of the trail.
      const { subject: _subject, ...told } = values
      if (changes.priority && values.priority) {
        Object.assign(
          values,
          reprioritised(
            { ...ticket, opened_at: ticket.created_at },
            changes.priority,
            this.support.targets,
            this.support.hours
          )
        )
      }
      await updateTicket(trx, id, values)
      await recordTicketEvent(trx, {
        name: "ticket.updated",
        ticket_id: id,
        actor,
        data: { fields: Object.keys(wanted).filter((field) => field in values), ...told },
      })
      return true
    })
  }

  /** @throws MedusaError not_found; not_allowed for tickets of two addresses, or that are in the way */
  async merge(id: string, into_id: string, actor: Actor, reason: string | null): Promise<void> {
    await this.knex.transaction((trx) => mergeTickets(trx, id, into_id, { actor, reason }, this.support, new Date()))
  }

  async record(ticket_id: string, name: string, actor: Actor, data?: Record<string, unknown>): Promise<void> {
    await recordTicketEvent(this.knex, { name, ticket_id, actor, data })
  }

  /** Who wrote a held mail hears of the ticket when an operator has let it through, and not before. */
  private async welcome(trx: Knex.Transaction, ticket_id: string): Promise<void> {
    const participants = await participantsOf(trx, ticket_id)
    await oweLinks(
      trx,
      ticket_id,
      participants.map(({ id }) => id),
      "opened"
    )
  }

  /** Two that come at the same moment meet at a unique index: the second finds what the first has made. */
  private async once<Result>(
    submission: string | null | undefined,
    before: (submission: string) => Promise<Result | null>,
    work: (trx: Knex.Transaction) => Promise<Result>
  ): Promise<Result> {
    const done = submission ? await before(submission) : null
    if (done) {
      return done
    }
    try {
      return await this.knex.transaction(work)
    } catch (error) {
      const made = submission && isRepeated(error) ? await before(submission) : null
      if (made) {
        return made
      }
      throw error
    }
  }
}

function saidOf(ticket: TicketRow, happening: Happening): SystemMessage | undefined {
  const done: TicketStatus[] = ["resolved", "closed"]
  return happening === "set_open" && done.includes(ticket.status) ? "reopened" : SAID[happening]
}

function subjectOf(subject: string): string {
  const quiet = redact(quietSubject(subject)).text
  if (!quiet) {
    throw invalid("A ticket needs a subject")
  }
  return quiet
}
