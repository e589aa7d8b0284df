import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { normalizeEmail } from "../rules/intake"
import type { Actor } from "../types"
import { oweLinks } from "./owed-links"
import { insertParticipant, participantsOf } from "./participant-rows"
import { invalid, notAllowed } from "./refusals"
import { lockTicket } from "./ticket-row"
import { recordTicketEvent } from "./trail"

/** Enough for a customer's team. Each reply is a mail to every one of them. */
const MOST_PARTICIPANTS = 10

/** Who takes part in a ticket beside whoever asked. Only an operator decides that. */
export class Participants {
  constructor(private readonly knex: Knex) {}

  /**
   * They get a link of their own, and read the whole thread by it. Who takes part already stays who they are.
   *
   * @returns the participant's id
   * @throws MedusaError not_found; invalid_data when it is no address; not_allowed when there are too many
   */
  async add(ticket_id: string, address: string, actor: Actor): Promise<string> {
    const email = normalizeEmail(address)
    if (!email) {
      throw invalid("This is not an email address")
    }
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, ticket_id)
      if (ticket.status === "spam" || ticket.status === "held" || ticket.merged_into_id) {
        throw notAllowed("Nobody is added to a ticket that is spam, held or merged")
      }
      const participants = await participantsOf(trx, ticket_id)
      const known = participants.find(({ email_key }) => email_key === email.key)
      if (known) {
        return known.id
      }
      if (participants.length >= MOST_PARTICIPANTS) {
        throw notAllowed(`At most ${MOST_PARTICIPANTS} addresses take part in a ticket`)
      }
      const id = await insertParticipant(trx, {
        ticket_id,
        email: email.address,
        email_key: email.key,
        name: null,
      })
      await oweLinks(trx, ticket_id, [id], "added")
      await recordTicketEvent(trx, {
        name: "ticket.participant_added",
        ticket_id,
        actor,
        data: { participant_id: id },
      })
      return id
    })
  }

  /**
   * Their links and visits end at once, and their answers by mail are held.
   *
   * @returns false when they take no part (any more)
   * @throws MedusaError not_found; not_allowed for whoever asked, to whom the ticket belongs
   */
  async remove(ticket_id: string, participant_id: string, actor: Actor): Promise<boolean> {
    return this.knex.transaction(async (trx) => {
      const ticket = await lockTicket(trx, ticket_id)
      const leaving = (await participantsOf(trx, ticket_id)).find(({ id }) => id === participant_id)
      if (!leaving) {
        return false
      }
      if (leaving.email_key === ticket.email_key) {
        throw notAllowed("Whoever asked takes part in the ticket until its end")
      }
      await rows(
        trx,
        "UPDATE license_center_ticket_participant SET removed_at = now(), updated_at = now() WHERE id = ?",
        [participant_id]
      )
      await recordTicketEvent(trx, {
        name: "ticket.participant_removed",
        ticket_id,
        actor,
        data: { participant_id },
      })
      return true
    })
  }
}
