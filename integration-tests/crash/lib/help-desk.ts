import { AnswerLost, client } from "./http"
import type { World } from "./world"

type Ask = { key: string; email: string; taken: boolean }

const TOKEN = /\/license-center\/t#(lct_[A-Za-z0-9_-]{43})/

/** Customers who ask for help, each once, and again until they are answered: as a storefront with a retry does. */
export class HelpDesk {
  private readonly asks: Ask[] = []

  constructor(private readonly world: World) {}

  get count(): number {
    return this.asks.length
  }

  /** Some ask at once. An answer that a kill takes is none. */
  async askForHelp(count: number): Promise<void> {
    const fresh = Array.from({ length: count }, (_, n) => {
      const key = `ask-${this.asks.length + n}`
      return { key, email: `${key}@example.com`, taken: false }
    })
    this.asks.push(...fresh)
    await Promise.all(fresh.map((ask) => this.send(ask).catch(ignoreLost)))
  }

  /** What got no answer is sent once more. */
  async askAgain(): Promise<void> {
    for (const ask of this.asks.filter(({ taken }) => !taken)) {
      await this.send(ask)
    }
  }

  /** Every ticket's mail has gone out. */
  async isSettled(): Promise<boolean> {
    const [open] = await this.world.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM license_center_private_link l
         LEFT JOIN license_center_notice n ON n.purpose_key = 'ticket_link:' || l.id WHERE n.status IS DISTINCT FROM 'sent'`
    )
    return open!.count === 0
  }

  /** Breaches of "each who asks has one ticket, with one number, one message and one mail, whose link opens it". */
  async breaches(): Promise<string[]> {
    const tickets = await this.world.database.query<{ email: string; number: number; messages: number }>(
      `SELECT t.email, t.number, (SELECT count(*)::int FROM license_center_ticket_message m WHERE m.ticket_id = t.id) AS messages
         FROM license_center_ticket t`
    )
    const found: string[] = []
    if (new Set(tickets.map(({ number }) => number)).size !== tickets.length) {
      found.push("a number was given twice")
    }
    for (const { email } of this.asks) {
      const own = tickets.filter((ticket) => ticket.email === email)
      const mails = this.world.mailbox.mailsTo(email)
      const tokens = new Set(mails.map(({ text }) => TOKEN.exec(text)?.[1]))
      const ids = new Set(mails.map(({ message_id }) => message_id))
      if (own.length !== 1 || own[0]!.messages !== 1 || tokens.size !== 1 || ids.size !== 1) {
        found.push(`${email}: ${own.length} tickets, ${tokens.size} links, ${ids.size} different mails`)
        continue
      }
      const [token] = tokens
      const { session } = await this.client().post("/store/license-center/tickets/session", { token })
      const visit = this.client({ authorization: `Bearer ${session}` })
      const { ticket } = await visit.get("/store/license-center/tickets/current")
      if (ticket.number !== own[0]!.number) {
        found.push(`${email}: the link opens ${ticket.number}`)
      }
    }
    return found
  }

  private async send(ask: Ask): Promise<void> {
    await this.client({ "idempotency-key": ask.key }).post("/store/license-center/tickets", {
      email: ask.email,
      subject: "It does not start",
      message: "After the update it does not start.",
    })
    ask.taken = true
  }

  private client(headers: Record<string, string> = {}) {
    return client(this.world.server.url, { ...this.world.shop.headers, ...headers })
  }
}

function ignoreLost(error: unknown): void {
  if (!(error instanceof AnswerLost)) {
    throw error
  }
}
