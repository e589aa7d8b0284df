import type { App } from "../../setup/app"
import type { Caller } from "../../setup/http"
import { aBuyer } from "../../setup/orders"
import { anOperator } from "../../setup/store"
import { openTicketWorkflow } from "../../../src/workflows/support/workflows/open-ticket"

export const TICKETS = "/admin/license-center/tickets"
export const SAVED_REPLIES = "/admin/license-center/saved-replies"
const STORE = "/store/license-center/tickets"

export type Ticket = { id: string; number: number; email: string; path: string }

/** The private link in a mail. */
const LINK = /\/license-center\/t#(lct_[A-Za-z0-9_-]{43})/

/** What the tests of the operators' side do over and over: as a customer writes, and as operators read. */
export class Desk {
  constructor(private readonly app: App) {}

  get admin(): Caller {
    return this.app.store.admin
  }

  /** Written with the storefront's form; the mail with its link is there when this ends. */
  async aTicket(form: { email?: string; subject?: string; message?: string } & Record<string, unknown> = {}) {
    const email = form.email ?? aBuyer()
    const sent = this.app.mailbox.mailsTo(email).length
    await this.app.store.shop.post(STORE, {
      subject: "It does not start",
      message: "Since the update it does not start.",
      ...form,
      email,
    })
    await this.app.mailbox.waitFor(email, sent + 1)
    await this.app.events.settled()
    const { tickets } = await this.admin.post(`${TICKETS}/search`, { email, order: "-number", limit: 1 })
    return this.read(tickets[0])
  }

  /** A mail of somebody who may not write there, as it waits for an operator. */
  async aHeldTicket(email = aBuyer()): Promise<Ticket> {
    const { result } = await openTicketWorkflow(this.app.container).run({
      input: {
        source: "email",
        email,
        subject: "From somewhere else",
        body: "I write from another address.",
        category: "other",
        hold_reason: "unknown_sender",
        channel: "email",
      },
    })
    return this.read({ ...result, email })
  }

  /** A second operator, who signed in. */
  async anotherOperator(email = "second@example.com"): Promise<{ caller: Caller; id: string }> {
    const caller = await anOperator(this.app.url, this.app.container, { email, password: "only for tests" })
    const { user } = await caller.get("/admin/users/me")
    return { caller, id: user.id }
  }

  async me(): Promise<string> {
    return (await this.admin.get("/admin/users/me")).user.id
  }

  async thread(ticket: Ticket) {
    return (await this.admin.get(ticket.path)).ticket
  }

  async eventsOf(ticket: Ticket) {
    return (await this.admin.get(`${ticket.path}/events?limit=200`)).events as {
      name: string
      reason: string | null
      actor_type: string
      actor_id: string
      actor_email: string | null
    }[]
  }

  /** An operator's answer; its mail is there when this ends. */
  async reply(ticket: Ticket, message: string, more: object = {}) {
    const sent = this.app.mailbox.mailsTo(ticket.email).length
    const answer = await this.admin.post(`${ticket.path}/reply`, { message, ...more })
    const mails = await this.app.mailbox.waitFor(ticket.email, sent + 1)
    await this.app.events.settled()
    return { ...answer, mail: mails.at(-1)! }
  }

  /** The token of the last mail to the address. */
  token(email: string): string {
    return LINK.exec(this.app.mailbox.mailsTo(email).at(-1)!.text)![1]!
  }

  /** The customer with the link of the last mail. */
  async visit(email: string): Promise<Visit> {
    const { session } = await this.app.store.shop.post(`${STORE}/session`, { token: this.token(email) })
    return new Visit(this.app, session)
  }

  async sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const { rows } = await this.app.container.resolve("__pg_connection__").raw(text, values as never)
    return rows
  }

  private read({ id, number, email }: Omit<Ticket, "path">): Ticket {
    return { id, number, email, path: `${TICKETS}/${id}` }
  }
}

/** A customer's session, as a storefront holds it. */
class Visit {
  constructor(
    private readonly app: App,
    private readonly session: string
  ) {}

  ask(method: "get" | "post", path = "", body?: object) {
    return this.app.store.shop
      .ask(method, `${STORE}/current${path}`, body)
      .set("authorization", `Bearer ${this.session}`)
  }

  async read() {
    return (await this.ask("get").expect(200)).body.ticket
  }

  async write(message: string): Promise<void> {
    await this.ask("post", "/messages", { message }).expect(201)
    await this.app.events.settled()
  }
}
