import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaService } from "@medusajs/framework/utils"
import type { InboundMail } from "./rules/inbound-mail"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import { Vault } from "../../lib/secret"
import {
  SupportAttachment,
  SupportEvent,
  SupportInbound,
  SupportLink,
  SupportMessage,
  SupportParticipant,
  SupportPresence,
  SupportRefusal,
  SupportSavedReply,
  SupportTicket,
  SupportVisit,
} from "./models"
import { resolveSupport, type ResolvedSupport, type SupportOptions } from "./options"
import type { IntakeRefusal } from "./rules/intake"
import { Attachments } from "./services/attachments"
import { FormSeals } from "./services/form-seals"
import { InboundDesk, type InboundTaken, type InboundView } from "./services/inbound-desk"
import { Intake } from "./services/intake"
import { LinkMails } from "./services/link-mails"
import { PrivateLinks, type OwedLink, type RequestedLink } from "./services/private-links"
import { Participants } from "./services/participants"
import { Persons } from "./services/persons"
import { Presences } from "./services/presences"
import { SavedReplies } from "./services/saved-replies"
import { TicketClock, type DueToClose } from "./services/ticket-clock"
import { TicketDesk } from "./services/ticket-desk"
import type { MergedTickets } from "./services/ticket-merge"
import { TicketReader } from "./services/ticket-reader"
import { VisitorReader } from "./services/visitor-reader"
import type {
  Actor,
  ChangedTicket,
  Decision,
  DecisionInput,
  ExchangedLink,
  LinkMail,
  OpenedTicket,
  OpenTicketInput,
  OperatorMessageInput,
  Presence,
  SavedReplyFields,
  StoredFile,
  TicketAttachmentDTO,
  TicketChanges,
  TicketCounts,
  TicketFilters,
  TicketListItem,
  TicketPage,
  TicketThread,
  Uploader,
  Visitor,
  VisitorMessageInput,
  VisitorTicket,
  WrittenMessage,
} from "./types"

/** Tickets, what is written in them, and the private links that open them. Licenses and orders it knows by id only. */
export default class SupportModuleService extends MedusaService({
  SupportAttachment,
  SupportEvent,
  SupportInbound,
  SupportLink,
  SupportMessage,
  SupportParticipant,
  SupportPresence,
  SupportRefusal,
  SupportSavedReply,
  SupportTicket,
  SupportVisit,
}) {
  /** For routes: address of the store, rate limits. */
  readonly options: ResolvedOptions
  readonly support: ResolvedSupport
  /** What the hosted forms carry. */
  readonly forms: FormSeals
  /** What tickets say of persons. */
  readonly persons: Persons

  private readonly knex: Knex
  private readonly desk: TicketDesk
  private readonly links: PrivateLinks
  private readonly mails: LinkMails
  private readonly reader: TicketReader
  private readonly visitors: VisitorReader
  private readonly clock: TicketClock
  private readonly files: Attachments
  private readonly participants: Participants
  private readonly presences: Presences
  private readonly replies: SavedReplies
  private readonly intake: Intake
  private readonly inbound: InboundDesk

  constructor(
    { __pg_connection__: knex }: { __pg_connection__: Knex },
    options: LicenseCenterOptions & { support?: SupportOptions } = {}
  ) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes whatever the container gives
    super(...arguments)
    this.options = resolveOptions(options)
    this.support = resolveSupport(options.support)
    const vault = new Vault(this.options.secret, this.options.previous_secret)
    this.knex = knex
    this.desk = new TicketDesk(knex, this.support)
    this.links = new PrivateLinks(knex, vault)
    this.mails = new LinkMails(knex, vault, this.support, this.options)
    this.reader = new TicketReader(knex, this.support)
    this.visitors = new VisitorReader(knex, this.support)
    this.clock = new TicketClock(knex, this.support)
    this.files = new Attachments(knex)
    this.participants = new Participants(knex)
    this.presences = new Presences(knex)
    this.replies = new SavedReplies(knex)
    this.intake = new Intake(knex)
    this.forms = new FormSeals(vault)
    this.persons = new Persons(knex)
    this.inbound = new InboundDesk(knex, vault, this.support, [this.options.support_email])
  }

  /** See {@link TicketDesk} for these and their errors. */
  openTicket(input: OpenTicketInput): Promise<OpenedTicket> {
    return this.desk.open(input)
  }

  writeAsVisitor(input: VisitorMessageInput): Promise<WrittenMessage> {
    return this.desk.writeAsVisitor(input)
  }

  /** What a submission wrote before; null when it is the first. @param asked the ticket that it is written for */
  findWritten(submission: string, asked: string): Promise<WrittenMessage | null> {
    return this.desk.written(submission, asked)
  }

  writeAsOperator(input: OperatorMessageInput): Promise<WrittenMessage> {
    return this.desk.writeAsOperator(input)
  }

  tellDecision(input: DecisionInput): Promise<WrittenMessage | null> {
    return this.desk.tellDecision(input)
  }

  changeTicket(ticket_id: string, happening: Decision, actor: Actor, reason?: string | null): Promise<ChangedTicket> {
    return this.desk.change(ticket_id, happening, actor, reason ?? null)
  }

  /** @returns whether anything changed */
  updateTicket(ticket_id: string, changes: TicketChanges, actor: Actor): Promise<boolean> {
    return this.desk.update(ticket_id, changes, actor)
  }

  /** Moves everything of a ticket into another one of the same people. @returns what changed its status */
  mergeTickets(ticket_id: string, into_id: string, actor: Actor, reason?: string | null): Promise<MergedTickets> {
    return this.desk.merge(ticket_id, into_id, actor, reason ?? null)
  }

  /** See {@link Participants}. @returns the participant's id */
  addParticipant(ticket_id: string, email: string, actor: Actor): Promise<string> {
    return this.participants.add(ticket_id, email, actor)
  }

  /** @returns false when they take no part (any more) */
  removeParticipant(ticket_id: string, participant_id: string, actor: Actor): Promise<boolean> {
    return this.participants.remove(ticket_id, participant_id, actor)
  }

  /** See {@link PrivateLinks}. */
  exchangeLink(token: string, now: Date): Promise<ExchangedLink> {
    return this.links.exchange(token, now)
  }

  /** @returns null when there is no such session, or it or its link has ended */
  findVisitor(session: string, now: Date): Promise<Visitor | null> {
    return this.links.visitor(session, now)
  }

  endVisit(visit_id: string): Promise<void> {
    return this.links.leave(visit_id)
  }

  /** The id of the link that this token opens, or opened once; null for any other. */
  identifyLink(token: string): Promise<string | null> {
    return this.links.identify(token)
  }

  /**
   * Owes a new link to who once had one. Nobody learns whether there is such a ticket.
   *
   * @param claim a link that may have ended, or an address in lower case with the number of one of its tickets
   * @returns null when nothing is owed
   */
  requestLink(
    claim: { link_id: string } | { email_key: string; number: number },
    now: Date
  ): Promise<RequestedLink | null> {
    return this.links.request(claim, now)
  }

  /** Ends one link, or all of the ticket's, with the visits that they opened. @returns how many ended */
  revokeLinks(ticket_id: string, link_id: string | null, actor: Actor, reason?: string | null): Promise<number> {
    return this.links.revoke(ticket_id, link_id, actor, reason ?? null)
  }

  /** Owes a new link to a participant, by an operator's press. @returns the link's id */
  mintLink(ticket_id: string, participant_id: string, actor: Actor): Promise<string> {
    return this.links.mint(ticket_id, participant_id, actor)
  }

  /** Links whose mail nobody took over, oldest first; of one ticket when it is given. */
  listOwedLinks(limit: number, ticket_id?: string): Promise<OwedLink[]> {
    return this.links.owed(limit, ticket_id)
  }

  markLinksNoticed(ids: string[]): Promise<void> {
    return this.links.noticed(ids)
  }

  /** What a link's mail says, with its token, which is made here. Null when there is nothing to mail any more. */
  readLinkMail(link_id: string, now: Date): Promise<LinkMail | null> {
    return this.mails.read(link_id, now)
  }

  /** A thread as its customer sees it; null when it is none for customers (spam, held). */
  readAsVisitor(visitor: Visitor): Promise<VisitorTicket | null> {
    return this.visitors.read(visitor)
  }

  /** See {@link TicketReader}. */
  searchTickets(
    filters: TicketFilters,
    page: TicketPage,
    operator_id: string,
    now: Date
  ): Promise<[TicketListItem[], number]> {
    return this.reader.search(filters, page, operator_id, now)
  }

  countTickets(operator_id: string, now: Date): Promise<TicketCounts> {
    return this.reader.counts(operator_id, now)
  }

  /** @throws MedusaError not_found */
  readThread(ticket_id: string, operator_id: string, now: Date): Promise<TicketThread> {
    return this.reader.thread(ticket_id, operator_id, now)
  }

  /** See {@link TicketClock} for these. */
  listTicketsToWarn(now: Date, limit: number): Promise<string[]> {
    return this.clock.dueToWarn(now, limit)
  }

  listTicketsToClose(now: Date, limit: number, after: string | null): Promise<DueToClose[]> {
    return this.clock.dueToClose(now, limit, after)
  }

  /** @returns whether it was due */
  warnOfClosing(ticket_id: string, now: Date): Promise<boolean> {
    return this.clock.warn(ticket_id, now)
  }

  /** @param told when the last of its warnings left. @returns whether it was due */
  closeWaiting(ticket_id: string, told: Date, now: Date): Promise<boolean> {
    return this.clock.close(ticket_id, told, now)
  }

  /** See {@link Attachments}. */
  addAttachment(ticket_id: string, by: Uploader, file: StoredFile): Promise<TicketAttachmentDTO> {
    return this.files.add(ticket_id, by, file)
  }

  /** What this visit has uploaded and not sent yet. */
  listWaitingAttachments(visit_id: string): Promise<TicketAttachmentDTO[]> {
    return this.files.waiting(visit_id)
  }

  /** A file that this visit may have: of a public message of its ticket, or its own upload. */
  findAttachmentForVisitor(visitor: Visitor, attachment_id: string): Promise<TicketAttachmentDTO | null> {
    return this.files.forVisitor(visitor, attachment_id)
  }

  /** Uploads that no message took for a day: forgotten here, and to be deleted from the File module. @returns file ids */
  forgetUnusedAttachments(now: Date, limit: number): Promise<string[]> {
    return this.files.forgetUnused(now, limit)
  }

  /** An upload that its visit or operator took back. @returns its file id; null when it is none of theirs, or was sent */
  discardAttachment(by: Uploader, attachment_id: string): Promise<string | null> {
    return this.files.discard(by, attachment_id)
  }

  /** The operator has the ticket open, and has seen it up to this message. @returns who else is there */
  markPresence(
    ticket_id: string,
    operator_id: string,
    writing: boolean,
    seen_message_id: string | null,
    now: Date
  ): Promise<Presence[]> {
    return this.presences.mark(ticket_id, operator_id, writing, seen_message_id, now)
  }

  /** See {@link SavedReplies}. Without an id a new one. @returns its id */
  async saveSavedReply(id: string | null, fields: SavedReplyFields, actor: Actor): Promise<string> {
    if (id === null) {
      const { title = "", body = "", category = null } = fields
      return this.replies.create({ title, body, category }, actor)
    }
    await this.replies.change(id, fields, actor)
    return id
  }

  removeSavedReply(id: string, actor: Actor): Promise<void> {
    return this.replies.remove(id, actor)
  }

  /** Counts a request for a ticket that was refused. */
  countRefusal(reason: IntakeRefusal, now: Date): Promise<void> {
    return this.intake.count(reason, now)
  }

  /** By reason, over the last days. */
  readRefusals(days: number, now: Date): Promise<Record<string, number>> {
    return this.intake.refusals(days, now)
  }

  /** What a mail that came in proves and what to do with it; changes nothing. */
  judgeMail(mail: InboundMail, replay_token: string | null): Promise<InboundView> {
    return this.inbound.judge(mail, replay_token)
  }

  /** Writes down what became of a mail. @returns false when somebody else took it meanwhile */
  recordInbound(taken: InboundTaken): Promise<boolean> {
    return this.inbound.record(taken)
  }
}
