import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { aCaller } from "../setup/http"
import { leavesNoSecrets } from "../setup/scan-for-secrets"
import { anOperator, OPERATOR } from "../setup/store"
import { until } from "../setup/until"
import { callTests } from "./software/calls"
import { ask, Desk } from "./software/desk"
import { leaseTests } from "./software/leases"
import { ServerLog } from "./software/log"
import { malformedTests } from "./software/malformed"
import { raceTests } from "./software/races"
import { seatTests } from "./software/seats"
import { verdictTests } from "./software/verdicts"

jest.setTimeout(60_000)

const log = new ServerLog()
/** Clear keys, in any spelling of ours: with dashes, without, and as they stand inside JSON. */
const CLEAR_KEY = /NIMBUS-?([0-9A-HJKMNP-TV-Z]{5}-?){5}/i

beforeAll(() => log.start())
afterAll(() => log.stop())

medusaIntegrationTestRunner({
  env: {
    LICENSE_CENTER_RATE_LIMIT: "off",
    LICENSE_CENTER_STORE_URL: "https://licenses.example/",
    // Medusa writes no access log under `test`, and what is in it is one of the subjects.
    NODE_ENV: "staging",
  },
  testSuite: ({ api, getContainer, dbConfig }) => {
    let opened: Desk
    const desk = () => opened

    beforeAll(async () => {
      log.listen(getContainer())
      opened = await new Desk(api.defaults.baseURL!, getContainer()).open()
    })

    leavesNoSecrets(() => dbConfig.clientUrl)

    describe("calls", () => callTests(desk))
    describe("verdicts", () => verdictTests(desk))
    describe("leases", () => leaseTests(desk))
    describe("seats", () => seatTests(desk))
    describe("malformed requests", () => malformedTests(desk))
    describe("races", () => raceTests(desk))

    describe("what is left behind", () => {
      it("counts nothing when the environment turns the limits off", async () => {
        expect(desk().licensing.options.rate_limit).toBe("off")
        const bad = await Promise.all(Array.from({ length: 40 }, () => desk().verdict("activate", wrongKey)))
        expect(new Set(bad)).toEqual(new Set(["400 MALFORMED_KEY"]))
      })

      it("leaves nothing of an operator's search in the access log, however `q` is spelled", async () => {
        const { key } = await desk().aLicense()
        const operator = await anOperator(api.defaults.baseURL!, getContainer(), OPERATOR)
        const list = "/admin/license-center/licenses"
        const before = log.access.length
        const names = ["q", "%71", "q[]", "q%5B0%5D", "[q]", "q[a]", "%5Bq%5D"]
        for (const name of names) {
          await operator.ask("get", `${list}?limit=7&${name}=${encodeURIComponent(key)}&order=email&q=${key}`)
        }
        await operator.ask("get", `${list}?limit=7`).expect(200)
        await operator.ask("post", `${list}/search`, { q: key }).expect(200)
        await aCaller(api.defaults.baseURL!).ask("post", `${list}/search`, { q: key }).expect(401)
        const lines = await until("a line for each", () => {
          const all = log.access.slice(before).filter((line) => line.includes(list))
          return all.length === names.length + 3 && all
        })
        expect(lines.filter((line) => line.toUpperCase().includes(key))).toEqual([])
        expect(lines[0]).toContain(`"${list}?limit=7&q=hidden&order=email"`)
        expect(lines.filter((line) => line.includes("limit=7"))).toHaveLength(names.length + 1)
        expect(lines.filter((line) => line.includes("hidden"))).toHaveLength(names.length)
      })

      it("leaves nothing of a search for tickets there, no address and no name of a file", async () => {
        const operator = await anOperator(api.defaults.baseURL!, getContainer(), OPERATOR)
        const tickets = "/admin/license-center/tickets"
        const before = log.access.length
        const typed = "somebody@example.com"
        for (const query of [`q=${typed}`, `email=${typed}`, `%71=${typed}`]) {
          await operator.ask("get", `${tickets}?view=all&${query}`).expect(200)
        }
        await operator.ask("post", `${tickets}/lctkt_none/attachments/upload?filename=${typed}`).expect(404)
        const lines = await until("a line for each", () => {
          const all = log.access.slice(before).filter((line) => line.includes(tickets))
          return all.length === 4 && all
        })
        expect(lines.filter((line) => line.includes("somebody"))).toEqual([])
        expect(lines[0]).toContain(`"${tickets}?view=all&q=hidden"`)
        expect(lines[3]).toContain("?filename=hidden")
      })

      it("leaves no key in the access log, in the logger's entries or in any table", async () => {
        const license = await desk().anActivation("mac-1")
        await desk().call("validate", { ...ask(license), fingerprint: "mac-1" })
        const { body } = await desk().call("activate", { ...ask(license), fingerprint: "mac-1" })
        const token = body.activation.feed_token as string
        const feed = `/license-center/v1/feeds/electron/${license.product}/${token}`
        const anyone = aCaller(api.defaults.baseURL!)
        for (const path of ["latest.yml", "files/lcart_none/a.exe", "nothing/here"]) {
          await anyone.ask("get", `${feed}/${path}`)
        }
        await until("a line for each feed", () => log.access.filter((line) => line.includes("/feeds/")).length >= 3)
        expect(log.access.filter((line) => line.includes(token))).toEqual([])
        getContainer().resolve(ContainerRegistrationKeys.LOGGER).info("the logger is listened to")
        expect(log.access.length).toBeGreaterThan(1000)
        expect(log.access.filter((line) => line.includes("/license-center/v1/activate")).length).toBeGreaterThan(1000)
        expect(log.entries.join("\n")).toContain("the logger is listened to")
        expect(log.access.filter((line) => CLEAR_KEY.test(line))).toEqual([])
        expect(log.entries.filter((line) => CLEAR_KEY.test(line))).toEqual([])
        const tables = await desk().sql<{ name: string }>(
          "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (const { name } of tables) {
          const rows = await desk().sql<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)
          expect(rows.filter(({ row }) => CLEAR_KEY.test(row))).toEqual([])
        }
      })
    })
  },
})

const wrongKey = { key: "NIMBUS-00000-00000-00000-00000-00000", product: "x", fingerprint: "y" }
