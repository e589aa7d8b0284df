import { randomBytes } from "node:crypto"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey, type Bucket } from "../../src/lib/rate-limit"
import { SUPPORT_MODULE } from "../../src/modules/support"
import type SupportModuleService from "../../src/modules/support/service"
import { aBuyer } from "../setup/orders"
import { leavesNoSecrets } from "../setup/scan-for-secrets"
import { aStore, type Store } from "../setup/store"
import { Unfinished } from "../setup/unfinished"
import { until } from "../setup/until"
import { ServerLog } from "./software/log"
import { bytesOf, PNG, TICKETS, TYPED } from "./support/world"

jest.setTimeout(60_000)

const log = new ServerLog()

beforeAll(() => log.start())
afterAll(() => log.stop())

// With the limits, and with the access log that Medusa does not write under `test`.
medusaIntegrationTestRunner({
  env: { NODE_ENV: "staging", LICENSE_CENTER_RATE_LIMIT: "on", MEDUSA_WORKER_MODE: "server" },
  testSuite: ({ api, getContainer, dbConfig }) => {
    let store: Store
    let container: MedusaContainer
    let support: SupportModuleService
    let network = 0

    beforeAll(async () => {
      container = getContainer()
      log.listen(container)
      support = container.resolve(SUPPORT_MODULE)
      store = await aStore(api.defaults.baseURL!, container)
    })
    leavesNoSecrets(() => dbConfig.clientUrl)

    /** Someone at an address of the network that nobody else has. */
    const somebody = () => {
      const from = `198.51.100.${++network}`
      return {
        ask: (method: "get" | "post" | "delete", path: string, body?: object) =>
          store.shop.ask(method, `${TICKETS}${path}`, body).set("x-forwarded-for", from),
      }
    }
    const request = (fields: object = {}, who = somebody()) =>
      who.ask("post", "", { email: aBuyer(), ...TYPED, ...fields })
    const use = async (bucket: Bucket, subject: string, times: number) => {
      for (let round = 0; round < times; round++) {
        await sharedLimits(support.options)!.count(bucket, subjectOfKey(subject))
      }
    }
    const count = async (table: string) => {
      const { rows } = await container.resolve("__pg_connection__").raw(`SELECT count(*)::int AS n FROM ${table}`)
      return rows[0].n as number
    }
    /** Of a ticket whose mail nobody wrote: its link is made here, as the mail would. */
    async function aVisit() {
      const email = aBuyer()
      const who = somebody()
      await request({ email }, who).expect(202)
      const [ticket] = await support.listSupportTickets({ email })
      const [link] = await support.listSupportLinks({ ticket_id: ticket!.id })
      const { token } = (await support.readLinkMail(link!.id, new Date()))!
      const { body } = await who.ask("post", "/session", { token }).expect(200)
      const ask: typeof who.ask = (...call) => who.ask(...call).set("authorization", `Bearer ${body.session}`)
      return { who, ask, ticket: ticket!, token, session: body.session as string, email }
    }

    it("tells who sends too much from one address to wait, and nobody else", async () => {
      const office = somebody()
      for (let times = 0; times < 20; times++) {
        await request({}, office).expect(202)
      }
      const tickets = await count("license_center_ticket")
      const { body, headers } = await request({}, office).expect(429)
      expect(body).toEqual({ code: "RATE_LIMITED", message: expect.any(String) })
      expect(Number(headers["retry-after"])).toBeGreaterThan(3000)
      // What is not of the form is no ticket, and not counted as one.
      await request({ email: "ada" }, office).expect(400)
      expect(await count("license_center_ticket")).toBe(tickets)
      expect(await support.readRefusals(1, new Date())).toEqual({ rate_limited_ip: 1 })
      await request().expect(202)
    })

    it("mails nobody more than some times an hour, and does not say so", async () => {
      const email = aBuyer()
      const answers = []
      for (let times = 0; times < 7; times++) {
        answers.push(await request({ email: times % 2 ? email : email.toUpperCase() }).expect(202))
      }
      expect(new Set(answers.map(bytesOf)).size).toBe(1)
      expect(await count("license_center_ticket")).toBe(5)
      expect(await support.readRefusals(1, new Date())).toEqual({ rate_limited_email: 2 })
    })

    it("takes only so many about one product, from wherever they come, and says so: it is nobody's fault", async () => {
      const { id, handle } = store.product
      await use("ticket_product", id, 199)
      await request({ product: handle }).expect(202)
      const { body, headers } = await request({ product: id }).expect(429)
      expect([body.code, Number(headers["retry-after"]) > 0]).toEqual(["RATE_LIMITED", true])
      await request().expect(202)
      expect(await count("license_center_ticket")).toBe(2)
      expect(await support.readRefusals(1, new Date())).toEqual({ rate_limited_product: 1 })
    })

    it("takes one line of IPv6 as one address, whichever of its own it uses", async () => {
      const from = (address: string) =>
        store.shop.ask("post", TICKETS, { email: aBuyer(), ...TYPED }).set("x-forwarded-for", address)
      for (let times = 1; times <= 20; times++) {
        await from(`2001:db8:1:1::${times.toString(16)}`).expect(202)
      }
      await from("2001:db8:1:1:ffff::1").expect(429)
      await from("2001:db8:1:2::1").expect(202)
    })

    it("counts a file when it begins to come in", async () => {
      const { session, ticket } = await aVisit()
      await use("ticket_upload", ticket.id, 59)
      const { api_keys } = await store.admin.get("/admin/api-keys?type=publishable")
      const headers = { authorization: `Bearer ${session}`, "x-publishable-api-key": api_keys.at(-1).token }
      const begin = () =>
        Unfinished.post(api.defaults.baseURL!, `${TICKETS}/current/attachments?filename=a.log`, {
          headers,
          announced: 1000,
          sent: Buffer.from("the beginning"),
        })
      const first = await begin()
      await until("the first is counted", () =>
        sharedLimits(support.options)!.full("ticket_upload", subjectOfKey(ticket.id))
      )
      const second = await begin()
      expect([await second.answered(), first.status]).toEqual([429, null])
      first.leave()
      second.leave()
    })

    it("ends floods within a ticket", async () => {
      const { ask, ticket } = await aVisit()
      await use("ticket_message", ticket.id, 59)
      await ask("post", "/current/messages", { message: "The last one" }).expect(201)
      expect((await ask("post", "/current/messages", { message: "One more" }).expect(429)).body.code).toBe(
        "RATE_LIMITED"
      )
      await use("ticket_upload", ticket.id, 59)
      const upload = () => ask("post", "/current/attachments?filename=a.png").type("image/png").send(PNG)
      await upload().expect(201)
      const { body, headers } = await upload().expect(429)
      expect([body.code, Number(headers["retry-after"]) > 0]).toEqual(["RATE_LIMITED", true])
      expect(await count("license_center_ticket_message")).toBe(2)
      expect(await count("license_center_ticket_attachment")).toBe(1)
    })

    it("lets nobody try tokens, or have links mailed, without end", async () => {
      const { token, ticket, email } = await aVisit()
      const guesser = somebody()
      const guess = () => guesser.ask("post", "/session", { token: `lct_${randomBytes(32).toString("base64url")}` })
      for (let times = 0; times < 60; times++) {
        await guess().expect(401)
      }
      expect((await guess().expect(429)).body.code).toBe("RATE_LIMITED")
      await guesser.ask("post", "/session", { token }).expect(429)
      await somebody().ask("post", "/session", { token }).expect(200)
      const links = await count("license_center_private_link")
      await use("link_request", token, 5)
      await use("link_request", `${email} ${ticket.number}`, 5)
      await somebody().ask("post", "/links", { token }).expect(202)
      await somebody().ask("post", "/links", { email, number: ticket.number }).expect(202)
      expect(await count("license_center_private_link")).toBe(links)
    })

    it("lets nobody use up by wrong numbers what an address may ask", async () => {
      const { ticket, email } = await aVisit()
      const links = await count("license_center_private_link")
      const guesser = somebody()
      for (let number = 1; number <= 12; number++) {
        await guesser.ask("post", "/links", { email, number: ticket.number + number }).expect(202)
      }
      expect(await count("license_center_private_link")).toBe(links)
      await somebody().ask("post", "/links", { email, number: ticket.number }).expect(202)
      expect(await count("license_center_private_link")).toBe(links + 1)
    })

    it("writes no token, session or name of a file into a log, wherever somebody puts it", async () => {
      const { ask, token, session } = await aVisit()
      const card = "4111111111111111"
      const mark = "the-last-of-them"
      const page = `https://shop.example/help?token=${token}`
      const addresses = [
        `/session/${token}`,
        `/session?token=${token}`,
        `/${session}`,
        `/current?${session}`,
        `/current?session=${session}&${token}=1`,
        `/current/attachments/${encodeURIComponent(token)}`,
        `/current/attachments/lct%5F${token.slice(4)}`,
        `/current/attachments?filename=${card}.png`,
        `/${token}%zz`,
        `/${mark}`,
      ]
      for (const path of addresses) {
        await ask("get", path).set("referer", page)
        await ask("post", path, {}).set("referer", page)
      }
      for (const path of [`/license-center/t?token=${token}`, `/license-center/t/${token}`]) {
        await store.anyone.ask("get", path).set("referer", page)
      }
      await until("the access log has them all", () => log.access.some((line) => line.includes(mark)))
      // Who turns debugging on has every path logged by Medusa itself, before anything of a plugin runs.
      const entries = log.entries.filter((line) => !line.includes('"level":"debug"'))
      const written = [...log.access, ...entries].join("\n")
      for (const secret of [token, session, token.slice(4), session.slice(4), card]) {
        expect(written.split("\n").filter((line) => line.includes(secret))).toEqual([])
      }
      expect(log.access.filter((line) => line.includes("hidden")).length).toBeGreaterThan(10)
    })

    // The last one: nobody opens a ticket for an hour.
    it("opens only so many tickets in all", async () => {
      const limits = sharedLimits(support.options)!
      while ((await limits.count("ticket_total", "all")) === null);
      const { body, headers } = await request().expect(429)
      expect([body.code, Number(headers["retry-after"]) > 0]).toEqual(["RATE_LIMITED", true])
      expect(await support.readRefusals(1, new Date())).toEqual({ rate_limited_total: 1 })
      expect(await count("license_center_ticket")).toBe(0)
    })
  },
})
