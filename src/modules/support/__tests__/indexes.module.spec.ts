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

    /** Enough of everything for the planner to mind. */
    async function aFullDesk(): Promise<void> {
      const many = "FROM generate_series(1, 3000) AS n"
      await pool.raw(`
        INSERT INTO license_center_ticket (id, number, subject, source, email, email_key, last_message_at)
          SELECT 'lctkt_' || n, -n, 'About ' || n, 'hosted', 'c' || n || '@example.com', 'c' || n || '@example.com', now() ${many};
        INSERT INTO license_center_ticket_participant (id, ticket_id, email, email_key)
          SELECT 'lcpar_' || n, 'lctkt_' || n, 'c' || n || '@example.com', 'c' || n || '@example.com' ${many};
        INSERT INTO license_center_ticket_message (id, ticket_id, kind, author_type, body, channel, submission)
          SELECT 'lcmsg_' || n, 'lctkt_' || n, 'public', 'customer', 'Help', 'form', 'sub' || n ${many};
        INSERT INTO license_center_private_link (id, ticket_id, participant_id, kind, token_hash, noticed_at)
          SELECT 'lclnk_' || n, 'lctkt_' || n, 'lcpar_' || n, 'opened', 'hash' || n, now() ${many};
        INSERT INTO license_center_ticket_visit (id, ticket_id, participant_id, link_id, token_hash, expires_at)
          SELECT 'lcvis_' || n, 'lctkt_' || n, 'lcpar_' || n, 'lclnk_' || n, 'hash' || n, now() ${many};
        INSERT INTO license_center_ticket_attachment (id, ticket_id, message_id, visit_id, filename, mime_type, size, sha256, file_id)
          SELECT 'lcatt_' || n, 'lctkt_' || n, 'lcmsg_' || n, 'lcvis_' || n, 'a.txt', 'text/plain', 1, '00', 'file' || n ${many};
        INSERT INTO license_center_ticket_presence (id, ticket_id, operator_id, read_at)
          SELECT 'lcpre_' || n, 'lctkt_' || n, 'user_' || n % 5, now() ${many};
        INSERT INTO license_center_inbound_mail (id, provider, message_id_hash, replay_hash, action, message_id, refused_files)
          SELECT 'lcinb_' || n, 'postmark', 'hash' || n, 'hash' || n, 'thread', 'lcmsg_' || n, '[]' ${many};
        ANALYZE`)
    }

    it("reads no table from end to end, whatever is done with one ticket", async () => {
      const service = new SupportModuleService({ __pg_connection__: pool, baseRepository: {} } as never, OPTIONS)
      await aFullDesk()
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
          // Medusa's index of what is not deleted holds everything: reading it is reading the table.
          for (const [read] of plan.matchAll(/Seq Scan on license_center_\w+|IDX_license_center_\w+_deleted_at/g)) {
            scans.add(`${read}: ${sql.replace(/\s+/g, " ")}`)
          }
        }
      })
      expect([...scans]).toEqual([])
    })
  },
})
