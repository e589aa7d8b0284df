import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ResolvedSupport } from "../options"
import { reprioritised } from "../rules/due-times"
import { redactLine } from "../rules/redact-line"
import { nextStatus } from "../rules/ticket-status"
import type { SystemMessage } from "../rules/words"
import type {
  Actor,
  ChangedTicket,
  Decision,
  DecisionInput,
  OpenedTicket,
  OpenTicketInput,
  OperatorMessageInput,
  TicketChanges,
  VisitorMessageInput,
  WrittenMessage,
} from "../types"
import { insertSystemMessage, isRepeated } from "./messages"
import { oweLinks } from "./owed-links"
import { participantsOf } from "./participant-rows"
import { invalid, notAllowed } from "./refusals"
import { IS_DONE, setStatus } from "./status-change"
import { insertDecision } from "./ticket-decision"
import { mergeTickets, type MergedTickets } from "./ticket-merge"
import { insertOperatorMessage, insertVisitorMessage, writtenBefore } from "./ticket-messages"
import { insertTicket, openedBefore } from "./ticket-opening"
import { lockTicket, updateTicket, type TicketRow, type TicketValues } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/** What the thread says of a change. */
const SAID: Partial<Record<Decision, SystemMessage>> = {
  closed_by_customer: "closed_by_customer",
  closed_by_operator: "closed_by_operator",
  resolved: "resolved",
  reopened: "reopened",
}

/** What an operator may change by {@link TicketDesk.update}. */
const CHANGEABLE = [
  "subject",
  "category",
  "priority",
  "assignee_id",
  "license_id",
  "order_id",
  "product_id",
] as const satisfies readonly (keyof TicketChanges)[]

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
      (submission) => writtenBefore(this.knex, submission, input.ticket_id),
      (trx) => insertVisitorMessage(trx, input, this.support)
    )
  }

  /** See {@link writtenBefore}. */
  async written(submission: string, asked: string): Promise<WrittenMessage | null> {
    return writtenBefore(this.knex, submission, asked)
  }

  /** @throws MedusaError not_found; not_allowed with a sentence that says what to do first */
  async writeAsOperator(input: OperatorMessageInput): Promise<WrittenMessage> {
    return this.once(
      input.submission,
      (submission) => writtenBefore(this.knex, submission, input.ticket_id),
      (trx) => insertOperatorMessage(trx, input, this.support)
    )
  }

  /** See {@link insertDecision}. */
  async tellDecision(input: DecisionInput): Promise<WrittenMessage | null> {
    return this.once(
      input.submission,
      (submission) => writtenBefore(this.knex, submission, input.ticket_id),
      (trx) => insertDecision(trx, input, this.support)
    )
  }

  /** @throws MedusaError not_found; not_allowed with a sentence that says what to do first */
  async change(id: string, happening: Decision, actor: Actor, reason: string | null): Promise<ChangedTicket> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      const now = new Date()
      const step = nextStatus(ticket, happening, now, this.support.reopen_days)
      if ("refused" in step) {
        throw notAllowed(step.refused)
      }
      if (!("status" in step) || !step.changed) {
        return { changed: false, status: ticket.status }
      }
      await setStatus(trx, ticket, step.status, now, this.support, happening === "released" ? { released_at: now } : {})
      const said = saidOf(ticket, happening)
      if (said) {
        await insertSystemMessage(trx, id, said, now, actor.type === "customer" ? actor.id : null)
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
      return { changed: true, status: step.status }
    })
  }

  /** @throws MedusaError not_found; invalid_data for a subject of nothing */
  async update(id: string, changes: TicketChanges, actor: Actor): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, id)
      const wanted = { ...changes, ...(changes.subject !== undefined && { subject: subjectOf(changes.subject) }) }
      const values: TicketValues = {}
      for (const field of CHANGEABLE) {
        if (wanted[field] !== undefined && wanted[field] !== ticket[field]) {
          values[field] = wanted[field]
        }
      }
      if (!Object.keys(values).length) {
        return false
      }
      // What was written stays out of the trail.
      const { subject: _subject, ...told } = values
      // What is done keeps the due times it was done under.
      if (changes.priority && values.priority && !IS_DONE.includes(ticket.status)) {
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
        data: { fields: CHANGEABLE.filter((field) => field in values), ...told },
      })
      return true
    })
  }

  /** @throws MedusaError not_found; not_allowed for tickets of two addresses, or that are in the way */
  async merge(id: string, into_id: string, actor: Actor, reason: string | null): Promise<MergedTickets> {
    return this.knex.transaction((trx) => mergeTickets(trx, id, into_id, { actor, reason }, this.support))
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

function saidOf(ticket: TicketRow, happening: Decision): SystemMessage | undefined {
  return happening === "set_open" && IS_DONE.includes(ticket.status) ? "reopened" : SAID[happening]
}

function subjectOf(subject: string): string {
  const quiet = redactLine(subject).text
  if (!quiet) {
    throw invalid("A ticket needs a subject")
  }
  return quiet
}
