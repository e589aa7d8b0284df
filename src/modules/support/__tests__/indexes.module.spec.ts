import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from ".."
import SupportModuleService from "../service"

jest.setTimeout(120_000)

const OPTIONS = { secret: Buffer.alloc(32, 7).toString("base64") }
const OPERATOR = { type: "operator", id: "user_1" } as const

type Query = { sql: string; bindings: unknown[] }

moduleIntegrationTestRunner<SupportModuleService>({
  moduleName: SUPPORT_MODULE,
  resolve: "./src/modules/support",
  moduleOptions: OPTIONS,
  pathToMigrations: "./src/modules/support/migrations",
  testSuite: ({ MikroOrmWrapper }) => {
    let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
    beforeEach(() => {
      pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
    })
    afterEach(() => pool.destroy())

    /** What is done with tickets all day, each thing once. */
    async function aDay(service: SupportModuleService): Promise<void> {
      const now = new Date()
      const request = { source: "hosted", email: "ada@example.com", category: "other", body: "Help" } as const
      const first = await service.openTicket({ ...request, subject: "One", submission: "s1" })
      const second = await service.openTicket({ ...request, subject: "Two", submission: "s2" })
      const [owed] = await service.listOwedLinks(10, first.id)
      await service.listOwedLinks(10)
      const { token } = (await service.readLinkMail(owed!.id, now))!
      await service.markLinksNoticed([owed!.id])
      const exchanged = await service.exchangeLink(token, now)
      if (!exchanged.ok) {
        throw new Error(exchanged.reason)
      }
      const visitor = (await service.findVisitor(exchanged.session, now))!
      const file = { filename: "a.txt", mime_type: "text/plain", size: 1, sha256: "00", file_id: "f1" }
      const upload = await service.addAttachment(first.id, { visit_id: visitor.visit_id }, file)
      await service.listWaitingAttachments(visitor.visit_id)
      await service.writeAsVisitor({
        ...visitor,
        channel: "link",
        body: "More",
        submission: "s3",
        attachment_ids: [upload.id],
      })
      await service.readAsVisitor(visitor)
      await service.findAttachmentForVisitor(visitor, upload.id)
      await service.forgetUnusedAttachments(now, 10)
      await service.writeAsOperator({
        ticket_id: first.id,
        kind: "public",
        body: "So.",
        actor: OPERATOR,
        submission: "s4",
      })
      await service.requestLink({ email_key: "ada@example.com", number: first.number }, now)
      await service.requestLink({ link_id: owed!.id }, now)
      const id = await service.addParticipant(first.id, "bo@example.com", OPERATOR)
      await service.removeParticipant(first.id, id, OPERATOR)
      await service.readThread(first.id, "user_1", now)
      await service.listTicketsToWarn(now, 10)
      await service.listTicketsToClose(now, 10, null)
      await service.mergeTickets(second.id, first.id, OPERATOR)
      await service.revokeLinks(first.id, null, OPERATOR)
      await service.readRefusals(7, now)
    }

    it("reads no table from end to end, whatever is done with one ticket", async () => {
      const service = new SupportModuleService({ __pg_connection__: pool, baseRepository: {} } as never, OPTIONS)
      const asked: Query[] = []
      pool.on("query", ({ sql, bindings }: Query) => asked.push({ sql, bindings }))
      await aDay(service)
      pool.removeAllListeners("query")
      const statements = asked.filter(({ sql }) => /license_center_/.test(sql) && !/^\s*INSERT/i.test(sql))
      expect(statements.length).toBeGreaterThan(40)
      const scans = new Set<string>()
      await pool.transaction(async (trx) => {
        // The planner takes whatever index there is, however small the table.
        await trx.raw("SET LOCAL enable_seqscan = off")
        for (const { sql, bindings } of statements) {
          const { rows } = await trx.raw(`EXPLAIN ${sql.replace(/\$\d+/g, "?")}`, bindings as never)
          const plan = rows.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n")
          for (const [, table] of plan.matchAll(/Seq Scan on (license_center_\w+)/g)) {
            scans.add(`${table}: ${sql.replace(/\s+/g, " ")}`)
          }
        }
      })
      expect([...scans]).toEqual([])
    })
  },
})
