import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from ".."
import SupportModuleService from "../service"
import type { OpenTicketInput, OpenedTicket, Visitor } from "../types"

jest.setTimeout(120_000)

export const OPERATOR = { type: "operator", id: "user_1" } as const
export const OPTIONS = {
  secret: Buffer.alloc(32, 7).toString("base64"),
  support: { inbound_address: "help@in.example" },
}
export const DAY = 86_400_000

export const aRequest = (more: Partial<OpenTicketInput> = {}): OpenTicketInput => ({
  source: "hosted",
  email: "Ada@Example.com",
  subject: "It does not start",
  body: "After the update it does not start.",
  category: "activation",
  ...more,
})

/** What the tests of the module do over and over. */
export type Desk = ReturnType<typeof aDesk>

/** Runs tests against the real module on a database of its own, which is empty for each of them. */
export function withSupport(tests: (desk: Desk) => void): void {
  moduleIntegrationTestRunner<SupportModuleService>({
    moduleName: SUPPORT_MODULE,
    resolve: "./src/modules/support",
    moduleOptions: OPTIONS,
    pathToMigrations: "./src/modules/support/migrations",
    testSuite: ({ service, MikroOrmWrapper }) => {
      let pool: Pool
      beforeEach(() => {
        pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
      })
      afterEach(() => pool.destroy())
      tests(aDesk(service, () => pool))
    },
  })
}

type Pool = ReturnType<typeof ModulesSdkUtils.createPgConnection>

function aDesk(service: SupportModuleService, pool: () => Pool) {
  const sql = (text: string, values: unknown[] = []) => pool().raw(text, values as never)
  /** The same module in another process, or under other secrets. */
  const otherProcess = (options: object = OPTIONS) =>
    new SupportModuleService({ __pg_connection__: pool(), baseRepository: {} } as never, options)

  const mailOf = async (ticket_id: string, kind: "opened" | "closing" = "opened") => {
    const [link] = await service.listSupportLinks({ ticket_id, kind }, { order: { created_at: "DESC" } })
    return (await service.readLinkMail(link!.id, new Date()))!
  }
  const visit = async (ticket: { id: string }): Promise<Visitor & { session: string; token: string }> => {
    const { token } = await mailOf(ticket.id)
    const exchanged = await service.exchangeLink(token, new Date())
    if (!exchanged.ok) {
      throw new Error(exchanged.reason)
    }
    return { ...exchanged.visitor, session: exchanged.session, token }
  }
  const write = ({ ticket_id, participant_id, visit_id }: Visitor, body: string, more: object = {}) =>
    service.writeAsVisitor({ ticket_id, participant_id, visit_id, channel: "link", body, ...more })
  const reply = (ticket: { id: string }, body: string, kind: "public" | "note" = "public") =>
    service.writeAsOperator({ ticket_id: ticket.id, kind, body, actor: OPERATOR })
  const age = (ticket: OpenedTicket, column: string, days: number) =>
    sql(`UPDATE license_center_ticket SET ${column} = ${column} - make_interval(days => ?) WHERE id = ?`, [
      days,
      ticket.id,
    ])
  const eventsOf = async (ticket_id: string) =>
    (await service.listSupportEvents({ ticket_id }, { order: { created_at: "ASC" } })).map(({ name }) => name)
  return { service, sql, otherProcess, mailOf, visit, write, reply, age, eventsOf }
}
