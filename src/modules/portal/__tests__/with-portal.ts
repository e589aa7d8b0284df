import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { PORTAL_MODULE } from ".."
import PortalModuleService from "../service"
import type { CreateLinkInput } from "../types"

jest.setTimeout(120_000)

export const OPTIONS = { secret: Buffer.alloc(32, 7).toString("base64") }
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const aLink = (more: Partial<CreateLinkInput> = {}): CreateLinkInput => ({
  email: "ada@example.com",
  locale: null,
  kind: "portal",
  subject_id: null,
  expires_in: "P7D",
  ...more,
})

type Pool = ReturnType<typeof ModulesSdkUtils.createPgConnection>

/** What the tests of the module do over and over. */
export type Portal = ReturnType<typeof aPortal>

/** Runs tests against the real module on a database of its own, which is empty for each of them. */
export function withPortal(tests: (portal: Portal) => void): void {
  moduleIntegrationTestRunner<PortalModuleService>({
    moduleName: PORTAL_MODULE,
    resolve: "./src/modules/portal",
    moduleOptions: OPTIONS,
    pathToMigrations: "./src/modules/portal/migrations",
    testSuite: ({ service, MikroOrmWrapper }) => {
      let pool: Pool
      beforeEach(() => {
        pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
      })
      afterEach(() => pool.destroy())
      tests(aPortal(service, () => pool))
    },
  })
}

function aPortal(service: PortalModuleService, pool: () => Pool) {
  const sql = (text: string, values: unknown[] = []) => pool().raw(text, values as never)
  /** The same module in another process, or under other secrets. */
  const otherProcess = (options: object = OPTIONS) =>
    new PortalModuleService({ __pg_connection__: pool(), baseRepository: {} } as never, options)
  /** A link whose mail was written. */
  const mail = async (more: Partial<CreateLinkInput> = {}, now = new Date()) => {
    const id = await service.links.create(aLink(more), now)
    return (await service.links.readMail(id, now))!
  }
  const visit = async (more: Partial<CreateLinkInput> = {}) => {
    const link = await mail(more)
    const exchanged = await service.sessions.exchange(link.token, new Date())
    if (!exchanged.ok) {
      throw new Error(exchanged.reason)
    }
    return { ...exchanged, link }
  }
  return { service, sql, otherProcess, mail, visit }
}
