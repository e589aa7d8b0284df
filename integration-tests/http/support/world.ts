import type { Response, Test } from "supertest"
import { sendNoticesWorkflow } from "../../../src/workflows/notices"
import { settleTicketsWorkflow } from "../../../src/workflows/support/workflows/settle-tickets"
import { writeAsOperatorWorkflow } from "../../../src/workflows/support/workflows/write-as-operator"
import { revokeTicketLinksWorkflow } from "../../../src/workflows/support/workflows/revoke-ticket-links"
import type { App } from "../../setup/app"
import type { Mail } from "../../setup/mailbox"
import { aBuyer } from "../../setup/orders"

export const TICKETS = "/store/license-center/tickets"

/** Words that stand nowhere else, so that a mail can be searched for them. */
export const TYPED = { subject: "Quokka refuses to start", message: "Since the wombat update it shows a walrus." }

/** All that a customer, a scanner or a link could change. */
const TABLES = [
  "license_center_ticket",
  "license_center_ticket_message",
  "license_center_ticket_participant",
  "license_center_ticket_attachment",
  "license_center_ticket_event",
  "license_center_ticket_visit",
  "license_center_ticket_presence",
  "license_center_private_link",
  "license_center_intake_refusal",
  "license_center_notice",
]

type Method = "get" | "post" | "delete"
export type Ticket = {
  id: string
  number: number
  subject: string
  status: string
  license_id: string | null
} & Record<string, unknown>

/** One person's session, as a storefront holds it. */
export type Visit = {
  email: string
  token: string
  session: string
  ticket: Ticket
  ask: (method: Method, path: string, body?: object) => Test
}

/** What the tests of support do over and over. */
export class Support {
  constructor(readonly app: App) {}

  ask(method: Method, path: string, body?: object): Test {
    return this.app.store.shop.ask(method, `${TICKETS}${path}`, body)
  }

  /** A request for help as a storefront sends it. */
  request(fields: object = {}): Test {
    return this.ask("post", "", { email: aBuyer(), ...TYPED, ...fields })
  }

  /** Opened, and with all that its events bring about. */
  async open(fields: object = {}): Promise<{ email: string; ticket: Ticket; mail: Mail; token: string }> {
    const email = aBuyer()
    await this.request({ email, ...fields }).expect(202)
    await this.app.events.settled()
    const [mail] = await this.app.mailbox.waitFor(email)
    const [ticket] = await this.tickets(email)
    return { email, ticket: ticket!, mail: mail!, token: tokenIn(mail!) }
  }

  async visit(fields: object = {}): Promise<Visit> {
    const opened = await this.open(fields)
    return { ...opened, ...(await this.exchange(opened.token)) }
  }

  async exchange(token: string): Promise<Pick<Visit, "session" | "ask">> {
    const { body } = await this.ask("post", "/session", { token }).expect(200)
    const session: string = body.session
    return { session, ask: (method, path, body) => this.as(session, method, path, body) }
  }

  as(session: string, method: Method, path: string, body?: object): Test {
    return this.ask(method, path, body).set("authorization", `Bearer ${session}`)
  }

  /** What a store's operator writes. */
  async reply(ticket_id: string, body: string, kind: "public" | "note" = "public"): Promise<void> {
    await writeAsOperatorWorkflow(this.app.container).run({
      input: { ticket_id, kind, body, actor: { type: "operator", id: "user_of_a_test" } },
    })
    await this.app.events.settled()
  }

  async revokeLinks(ticket_id: string): Promise<void> {
    const input = { ticket_id, link_id: null, actor: { type: "operator" as const, id: "user_of_a_test" } }
    await revokeTicketLinksWorkflow(this.app.container).run({ input })
  }

  /** What the jobs of a minute do, until nothing is left to do. */
  async settle(): Promise<void> {
    let owed: unknown[]
    do {
      await settleTicketsWorkflow(this.app.container).run({ input: {} })
      await sendNoticesWorkflow(this.app.container).run({ input: {} })
      owed = await this.sql(
        `SELECT id FROM license_center_private_link WHERE noticed_at IS NULL
          UNION ALL SELECT id FROM license_center_notice WHERE status = 'pending'`
      )
    } while (owed.length)
  }

  /** For requests that supertest cannot make. */
  async publishableKey(): Promise<Record<string, string>> {
    const { api_keys } = await this.app.store.admin.get("/admin/api-keys?type=publishable")
    return { "x-publishable-api-key": api_keys.at(-1).token }
  }

  tickets(email: string): Promise<Ticket[]> {
    return this.sql<Ticket>("SELECT * FROM license_center_ticket WHERE email = ? ORDER BY number", [email])
  }

  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.app.container.resolve("__pg_connection__").raw(text, values as never)
    return rows as Row[]
  }

  /** Every row of support, to compare with later: whatever is written, it shows. */
  async state(): Promise<Record<string, unknown[]>> {
    const state: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      state[table] = await this.sql(`SELECT * FROM ${table} ORDER BY id`)
    }
    return state
  }
}

export function tokenIn({ text }: Mail): string {
  const [token] = /lct_[A-Za-z0-9_-]{43}/.exec(text) ?? []
  if (!token) {
    throw new Error(`no private link in: ${text}`)
  }
  return token
}

/** An answer without what differs from one to the next of the same kind. */
export function bytesOf({ status, text, headers }: Response): string {
  const { date: _date, "x-request-id": _id, ...same } = headers
  return JSON.stringify([status, text, same])
}

/** A picture of one pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
)
