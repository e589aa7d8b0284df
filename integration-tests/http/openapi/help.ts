import request from "supertest"
import { sharedLimits, type Bucket } from "../../../src/lib/rate-limit"
import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import type { Tools } from "./answers"
import type { Method } from "./document"

export const TICKETS = "/store/license-center/tickets"
export const TYPED = { subject: "It does not start", message: "Since the update it does not start." }
/** Of the form of a session, and none. */
export const NO_SESSION = `lcs_${"A".repeat(43)}`
/** Of the form of a private link's token, and none. */
export const NO_LINK = `lct_${"A".repeat(43)}`

type Asked = { body?: object | Buffer; session?: string; headers?: Record<string, string>; query?: string; id?: string }

let customers = 0

/** Customers who ask for help, and what every one of their answers is held against. */
export class Help {
  /** Every code that was answered. */
  readonly codes = new Set<string>()

  constructor(private readonly tools: Pick<Tools, "world" | "judge">) {}

  get support(): SupportModuleService {
    return this.tools.world().desk.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  }

  /** @param at as it is in the file, below the path of tickets; `{id}` is `asked.id` */
  async ask(method: Method, at: string, asked: Asked = {}): Promise<request.Response> {
    const { body, session, headers = {}, query = "", id = "nothing_here" } = asked
    const { desk } = this.tools.world()
    const test = request(desk.url)
      [method](`${TICKETS}${at.replace("{id}", id)}${query}`)
      .set({ ...desk.headers("/store/license-center"), ...headers })
      .set(session ? { authorization: `Bearer ${session}` } : {})
    const response = await (Buffer.isBuffer(body) ? test.type("application/octet-stream").send(body) : test.send(body))
    this.seen(method, `${TICKETS}${at}`, response)
    return response
  }

  seen(method: Method, at: string, response: request.Response): void {
    this.tools.judge(method, at, response)
    if (response.body?.code) {
      this.codes.add(response.body.code)
    }
  }

  /** Asked for from an address of the network that nobody else has. */
  async aTicket(typed: object = {}): Promise<{ id: string; number: number; email: string }> {
    const email = `customer-${++customers}@example.com`
    const headers = { "x-forwarded-for": `192.0.2.${customers}` }
    const { status } = await this.ask("post", "", { body: { email, ...TYPED, ...typed }, headers })
    expect(status).toBe(202)
    const [ticket] = await this.support.listSupportTickets({ email })
    return { id: ticket!.id, number: ticket!.number, email }
  }

  /** The token of a ticket's first link, as its mail has it. */
  async tokenOf(ticket_id: string): Promise<string> {
    const [link] = await this.support.listSupportLinks({ ticket_id }, { order: { created_at: "ASC" } })
    return (await this.support.readLinkMail(link!.id, new Date()))!.token
  }

  async visit(ticket_id: string): Promise<string> {
    const { body } = await this.ask("post", "/session", { body: { token: await this.tokenOf(ticket_id) } })
    return body.session
  }

  /** Leaves nothing of a limit. */
  async use(bucket: Bucket, subject: string): Promise<void> {
    const limits = sharedLimits(this.support.options)!
    while ((await limits.count(bucket, subject)) === null) {
      // Once more.
    }
  }
}
