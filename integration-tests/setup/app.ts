import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { followEvents, type Events } from "./events"
import { Mailbox } from "./mailbox"
import { Orders } from "./orders"
import { leavesNoSecrets } from "./scan-for-secrets"
import { aStore, type Store } from "./store"

export type App = {
  store: Store
  orders: Orders
  mailbox: Mailbox
  events: Events
  container: MedusaContainer
  /** Of the running server, without a path. */
  url: string
}

type Runner = Parameters<typeof medusaIntegrationTestRunner>[0]

jest.setTimeout(120_000)

/**
 * Runs tests against the real app on a database of its own, with a store that is ready to sell and a real mail server.
 * Each test starts from that same state: what it changes in the database is gone for the next one. Mails stay, so
 * every test buys under an address of its own.
 */
export function withApp(tests: (app: App) => void): void {
  const mailbox = new Mailbox()
  const app = { mailbox } as App
  // Before the runner's own beforeAll: the app reads the address of the mail server when it boots.
  beforeAll(async () => {
    await mailbox.switchOn()
    process.env.SMTP_URL = mailbox.url
  })
  afterAll(async () => {
    delete process.env.SMTP_URL
    await mailbox.switchOff()
  })
  const testSuite: Runner["testSuite"] = ({ api, getContainer, dbConfig }) => {
    beforeAll(async () => {
      app.container = getContainer()
      app.url = api.defaults.baseURL!
      app.store = await aStore(api.defaults.baseURL!, app.container)
      app.events = followEvents(app.container)
      app.orders = new Orders(app.store, app.events)
    })
    // The runner takes the database away right after the test.
    afterEach(() => app.events.settled())
    leavesNoSecrets(() => dbConfig.clientUrl)
    tests(app)
  }
  medusaIntegrationTestRunner({
    env: {
      LICENSE_CENTER_RATE_LIMIT: "off",
      // Jobs do not run by themselves in this mode: a test that means the sweep or the sender runs its workflow.
      MEDUSA_WORKER_MODE: "server",
    },
    testSuite,
  })
}
