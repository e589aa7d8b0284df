import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { sharedLimits, subjectOfKey } from "../../src/lib/rate-limit"
import { leavesNoSecrets } from "../setup/scan-for-secrets"
import { until } from "../setup/until"
import { ServerLog } from "./software/log"
import { anUnknownKey } from "./software/desk"
import { byMailgun, byPostmark, Correspondence } from "./support-inbound/correspondence"
import { withInboundMail } from "./support-inbound/settings"

jest.setTimeout(120_000)

const log = new ServerLog()
withInboundMail()
beforeAll(() => log.start())
afterAll(() => log.stop())

const basic = (password: string) => `Basic ${Buffer.from(`hook:${password}`).toString("base64")}`

// With the limits, and with the access log that Medusa does not write under `test`.
medusaIntegrationTestRunner({
  env: { NODE_ENV: "staging" },
  testSuite: ({ api, getContainer, dbConfig }) => {
    let desk: Correspondence
    let address = 0

    beforeAll(() => {
      log.listen(getContainer())
      desk = new Correspondence(api.defaults.baseURL!, getContainer())
    })
    leavesNoSecrets(() => dbConfig.clientUrl)

    const anAddress = () => ({ "x-forwarded-for": `198.51.100.${++address}` })

    it("keeps who guesses a password from it, and nobody else", async () => {
      const guesser = anAddress()
      const guess = () => desk.send(byPostmark({ from: "eve@example.com" }, basic("guess"))).set(guesser)
      for (let round = 0; round < 60; round++) {
        await guess().expect(401)
      }
      const { headers } = await guess().expect(429)
      expect(Number(headers["retry-after"])).toBeGreaterThan(0)
      await desk
        .send(byPostmark({ from: "eve@example.com" }))
        .set(guesser)
        .expect(429)
      await desk
        .send(byPostmark({ from: "jane@example.com" }))
        .set(anAddress())
        .expect(200)
    })

    it("takes what is signed, whatever else comes from that address", async () => {
      const shared = anAddress()
      const statuses: number[] = []
      for (let round = 0; round < 62; round++) {
        statuses.push((await desk.send(byMailgun({ from: "eve@example.com" }, { key: "guess" })).set(shared)).status)
      }
      expect(statuses).toEqual([...Array(60).fill(401), 429, 429])
      await desk
        .send(byMailgun({ from: "jane@example.com" }))
        .set(shared)
        .expect(200)
    })

    it("takes only so many mails of one sender, and forged ones leave its owner theirs", async () => {
      const known = await desk.anAnswered()
      const forged = { from: known.email, checks: { spf: "Fail", dkim: false }, in_reply_to: known.mail.message_id }
      for (let round = 0; round < 31; round++) {
        await desk
          .send(byPostmark({ ...forged, from: round % 2 ? known.email : known.email.toUpperCase() }))
          .expect(200)
      }
      expect(await desk.held(known.email)).toHaveLength(15)
      const records = await desk.records()
      expect(records.slice(-2)).toEqual([
        expect.objectContaining({ action: "hold", reason: "unauthenticated" }),
        expect.objectContaining({ action: "drop", reason: "rate_limited", ticket_id: null, message_id: null }),
      ])
      expect(await desk.support.readRefusals(1, new Date())).toEqual({ rate_limited_mail: 1 })
      const answer = () => byPostmark({ from: known.email, in_reply_to: known.mail.message_id, text: "It is me." })
      for (let round = 0; round < 31; round++) {
        await desk.send(answer()).expect(200, { status: "taken" })
      }
      expect(await desk.said(known.ticket_id)).toHaveLength(31)
      await desk.send(byPostmark({ from: "somebody@example.com" })).expect(200)
      expect(await desk.held("somebody@example.com")).toHaveLength(1)
    })

    it("takes only so many mails in one ticket, with what is written on its page", async () => {
      const known = await desk.anAnswered()
      const limits = sharedLimits(desk.support.options)!
      for (let round = 0; round < 59; round++) {
        await limits.count("ticket_message", subjectOfKey(known.ticket_id))
      }
      for (const text of ["The last one.", "One more."]) {
        await desk.send(byPostmark({ from: known.email, in_reply_to: known.mail.message_id, text })).expect(200)
      }
      expect(await desk.said(known.ticket_id)).toEqual(["Help, please.", "The last one."])
      expect((await desk.records()).at(-1)).toMatchObject({ action: "drop", reason: "rate_limited" })
    })

    it("writes nothing of a mail into a log, whatever becomes of it", async () => {
      const known = await desk.anAnswered()
      const key = anUnknownKey("NIMBUS")
      const before = { access: log.access.length, entries: log.entries.length }
      const words = { subject: "Subjectword", text: `Bodyword ${key}` }
      const files = [{ filename: "Fileword.log", content: Buffer.from("x") }]
      const mine = { ...words, from: known.email, in_reply_to: known.mail.message_id, files }
      await desk.send(byPostmark(mine)).expect(200)
      await desk.send(byPostmark({ ...words, from: "stranger@example.com", files })).expect(200)
      await desk.send(byPostmark(mine, basic("guess"))).expect(401)
      const failing = new Error("Bodyword")
      const failed = jest.spyOn(desk.support, "recordInbound").mockRejectedValueOnce(failing)
      await desk.send(byPostmark(mine)).expect(503)
      failed.mockRestore()
      const lines = await until("a line for each", () => {
        const all = log.access.slice(before.access).filter((line) => line.includes("/inbound/postmark"))
        return all.length === 4 && all
      })
      const entries = log.entries.slice(before.entries)
      expect(entries.join("\n")).toContain("a mail from postmark could not be taken in now (Error)")
      const all = [...lines, ...entries].join("\n")
      for (const word of [key, "Subjectword", "Bodyword", "Fileword", "stranger@", known.email, "s3cret", "Basic "]) {
        expect(all).not.toContain(word)
      }
      expect(all).not.toContain(known.mail.token)
      expect(all).not.toContain(known.mail.message_id)
    })
  },
})
