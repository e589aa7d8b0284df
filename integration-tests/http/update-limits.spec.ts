import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { aCaller, type Caller } from "../setup/http"
import { leavesNoSecrets } from "../setup/scan-for-secrets"
import { until } from "../setup/until"
import { anUnknownKey, ask, Desk } from "./software/desk"
import { ServerLog } from "./software/log"

jest.setTimeout(60_000)

const V1 = "/license-center/v1"
const log = new ServerLog()

beforeAll(() => log.start())
afterAll(() => log.stop())

// With the limits, and with the access log that Medusa does not write under `test`.
medusaIntegrationTestRunner({
  env: { NODE_ENV: "staging" },
  testSuite: ({ api, getContainer, dbConfig }) => {
    let desk: Desk
    let anyone: Caller
    let address = 0

    beforeAll(async () => {
      desk = await new Desk(api.defaults.baseURL!, getContainer()).open()
      anyone = aCaller(api.defaults.baseURL!)
    })
    leavesNoSecrets(() => dbConfig.clientUrl)

    const anAddress = () => {
      const from = `198.51.100.${++address}`
      const get = (path: string, authorization?: string) => {
        const test = anyone.ask("get", path).set("x-forwarded-for", from)
        return authorization ? test.set("authorization", authorization) : test
      }
      return { get, headers: { "x-forwarded-for": from } }
    }
    const updatesOf = (product: string, query = "version=1.0.0") => `${V1}/updates/${product}?${query}`
    const statusesOf = async (times: number, once: () => PromiseLike<{ status: number }>) => {
      const statuses = new Set<number>()
      for (let round = 0; round < times; round++) {
        statuses.add((await once()).status)
      }
      return [...statuses]
    }

    it("counts no question without a key, and none that is malformed, as a guess", async () => {
      const license = await desk.anActivation("mac-1")
      const office = anAddress()
      expect(await statusesOf(35, () => office.get(updatesOf(license.product)))).toEqual([200])
      expect(await statusesOf(35, () => office.get(updatesOf(license.product, "version=one")))).toEqual([400])
      expect(await statusesOf(35, () => office.get(`${V1}/feeds/electron/${license.product}/-/latest.yml`))).toEqual([
        200,
      ])
      const { body } = await desk.call("validate", { ...ask(license), fingerprint: "mac-1" }, office)
      expect(body.code).toBe("VALID")
    })

    it.each([
      ["key", () => `License ${anUnknownKey("NIMBUS")}`],
      ["typing error", () => "License NIMBUS-TYPO"],
      ["lease", () => "Bearer a.b.c"],
    ])("counts each unknown %s", async (_, credential) => {
      const { product } = await desk.aLicense()
      const guesser = anAddress()
      expect(await statusesOf(30, () => guesser.get(updatesOf(product), credential()))).toEqual([200])
      expect((await guesser.get(updatesOf(product), credential())).status).toBe(429)
    })

    it("counts links to files by the address that asks", async () => {
      const flood = anAddress()
      const statuses: Record<string, number> = {}
      for (let batch = 0; batch < 121; batch++) {
        const answers = await Promise.all(
          Array.from({ length: 50 }, () => flood.get(`${V1}/files/lcart_x.9999999999.guess/a.exe`))
        )
        for (const { status } of answers) {
          statuses[status] = (statuses[status] ?? 0) + 1
        }
      }
      expect(statuses).toEqual({ 410: 6000, 429: 50 })
    })

    it("leaves no key and no token of an address in the access log, however it got there", async () => {
      const { key } = await desk.aLicense()
      const [token, old] = [`lcf_${"a".repeat(43)}`, anUnknownKey("NIMBUS")]
      const from = anAddress()
      const before = log.access.length
      const edd = `${V1}/feeds/wordpress/nimbus/-/edd`
      const paths = [
        `${edd}?edd_action=get_version&license=${key}&version=1.0.0`,
        `${edd}?%6cicense=${key}`,
        `${edd}?${key}`,
        `${edd}?license[]=${key}&LICENSE=${old}`,
        `${V1}/feeds/electron/nimbus/${key}/latest.yml?noCache=1`,
        `${V1}/feeds/electron/nimbus/${key}%00/latest.yml`,
        `${V1}/feeds/electron/nimbus/${key}%zz/latest.yml`,
        `${V1}/feeds/electron/nimbus/x${token}/files/lcart_1/a.exe`,
        `${V1}/feeds/nimbus/${token}/latest.yml`,
        `${V1}/files/${key}/a.exe`,
        `${V1}/updates/nimbus?version=1.0.0&key=${key}`,
        `${V1}/downloads/lcart_1?key=${key}`,
      ]
      for (const path of paths) {
        await from.get(path)
      }
      const broken = anyone.ask("post", `${V1}/feeds/electron/nimbus/${key}/latest.yml`)
      await broken.set("content-type", "application/json").send("{")
      const lines = await until("a line for each", () => {
        const all = log.access.slice(before).filter((line) => line.includes(V1))
        return all.length === paths.length + 1 && all
      })
      for (const secret of [key, old, token]) {
        expect(lines.filter((line) => line.includes(secret))).toEqual([])
      }
      expect(lines[0]).toContain(`"${edd}?edd_action=get_version&license=hidden&version=1.0.0"`)
      expect(lines[4]).toContain("/feeds/electron/nimbus/hidden/latest.yml?noCache=hidden")
    })
  },
})
