import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { followEvents, type Events } from "../setup/events"
import { aCaller, type Caller } from "../setup/http"
import { leavesNoSecrets } from "../setup/scan-for-secrets"
import { anOperator, OPERATOR } from "../setup/store"
import { answerTests } from "./openapi/answers"
import { OpenApi } from "./openapi/document"
import { fileTests } from "./openapi/file"
import { Desk } from "./software/desk"
import { limitTests } from "./software/limits"
import { withInboundMail } from "./support-inbound/settings"

jest.setTimeout(60_000)

const api = new OpenApi()

describe("the file", () => fileTests(api))

withInboundMail()
medusaIntegrationTestRunner({
  env: { LICENSE_CENTER_STORE_URL: "https://licenses.example/" },
  testSuite: ({ api: server, getContainer, dbConfig }) => {
    const world = {} as { desk: Desk; operator: Caller; anyone: Caller; variant_id: string }
    let events: Events

    beforeAll(async () => {
      const url = server.defaults.baseURL!
      world.desk = await new Desk(url, getContainer()).open()
      world.anyone = aCaller(url)
      world.operator = await anOperator(url, getContainer(), OPERATOR)
      const { product } = await world.operator.post("/admin/products", {
        title: "Nimbus Notes",
        options: [{ title: "Edition", values: ["Team"] }],
        variants: [{ title: "Team", manage_inventory: true, options: { Edition: "Team" }, prices: [] }],
      })
      world.variant_id = product.variants[0].id
      events = followEvents(getContainer())
    })
    // The runner takes the database away right after the test.
    afterEach(() => events.settled())

    leavesNoSecrets(() => dbConfig.clientUrl)

    describe("the limits", () => limitTests(() => world.desk))
    // The signing keys are rotated here, which a process remembers longer than a test's database lives: it comes last.
    describe("the answers", () => answerTests(api, () => world))
  },
})
