import { Modules } from "@medusajs/framework/utils"
import type { Response } from "supertest"

import type { Caller } from "../../setup/http"
import { NOTICES_MODULE } from "../../../src/modules/notices"
import type NoticesModuleService from "../../../src/modules/notices/service"
import { anUnknownKey, ask, CALLS, PREFIXES, type Call, type Desk, type Prefix } from "../software/desk"
import type { Method, OpenApi } from "./document"
import { paymentAnswers } from "./payments"
import { moveAnswers } from "./moves"
import { portalAnswers } from "./portal"
import { renewalAnswers } from "./renewals"
import { privacyAnswers } from "./privacy"
import { refundAnswers } from "./refunds"
import { ticketAnswers } from "./tickets"
import { updateAnswers } from "./updates"
import { upgradeAnswers } from "./upgrades"
import { withdrawalAnswers } from "./withdrawals"

export type World = { desk: Desk; operator: Caller; anyone: Caller; variant_id: string }

export type Tools = {
  api: OpenApi
  world: () => World
  judge: (method: Method, at: string, response: { status: number; headers: object; body: unknown }) => void
  /** Asks as an operator, with a path below the admin's prefix as it is in the file, and judges the answer. */
  admin: (
    method: Method,
    at: string,
    params?: Record<string, string>,
    body?: object,
    query?: string
  ) => Promise<Response>
}

const ADMIN = "/admin/license-center"
const REASON = { reason: "asked for by a test" }

/** Bodies that fit, for requests about something that does not exist. */
const FITTING: Record<string, object> = {
  UpdatePlan: { name: "Nothing" },
  SetPlanVariants: { add: [] },
  SetVariantPlan: { plan_id: null },
  Reason: REASON,
  ExtendLicense: { by: "P1D" },
  RenewalCart: {},
  ApplyUpgrade: { line_item_id: "nothing_here" },
  UpgradeCart: { variant_id: "nothing_here" },
  CreateRelease: { product_id: "nothing_here", version: "1.0.0" },
  UpdateRelease: { notes: "Nothing" },
  Rollout: { rollout_percent: 1 },
  AddArtifact: { filename: "a.exe", url: "https://files.example/a.exe", size: 1, sha512: "ab".repeat(64) },
  Explain: { license_id: "nothing_here" },
  UpdateTicket: { priority: "low" },
  TicketReply: { message: "Nothing" },
  TicketNote: { message: "Nothing" },
  ChangeTicketStatus: { action: "close" },
  MergeTicket: { into_id: "nothing_there" },
  AddTicketParticipant: { email: "nobody@example.com" },
  MailTicketLink: { participant_id: "nobody" },
  UpdateSavedReply: { title: "Nothing" },
  RefuseWithdrawal: { reason: "Nothing" },
  AssessRefund: {},
  RefundOrder: {},
  ApproveRefund: {},
  DeclineRefund: { reason: "Nothing" },
  FillSavedReply: { ticket_id: "nothing_here" },
}

/** Queries that fit, for requests whose body is no JSON. */
const FITTING_QUERY: Record<string, string> = {
  uploadArtifact: "?filename=a.exe",
  uploadTicketAttachment: "?filename=a.txt",
}

/** Answers of the running server, held against the file; together they show every status that the file promises. */
export function answerTests(api: OpenApi, world: () => World): void {
  const judge = (method: Method, at: string, response: { status: number; headers: object; body: unknown }) =>
    expect(api.problems(method, at, response as never)).toEqual([])

  async function admin(method: Method, at: string, params: Record<string, string> = {}, body?: object, query = "") {
    const url = ADMIN + at.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name]!)
    const response = await world().operator.ask(method, url + query, method === "post" ? (body ?? {}) : body)
    judge(method, ADMIN + at, response)
    return response
  }

  it.each(PREFIXES)("answers the sold software as the file says, under %s", async (prefix) => {
    const { desk } = world()
    const headers = { "x-forwarded-for": `198.51.100.${PREFIXES.indexOf(prefix) + 1}` }
    const send = async (call: Call, body: object) => {
      const response = await desk.call(call, body, { prefix, headers })
      judge("post", `${prefix}/${call}`, response)
      return `${response.status} ${response.body.code}`
    }
    const license = await desk.aLicense({ seats: 2, rebind_limit: 1, devices_visible_to: "key_holder" })
    const key = ask(license)
    const seen = [
      await send("activate", { ...key, fingerprint: "a", name: "Studio Mac", nonce: "1" }),
      await send("activate", { ...key, fingerprint: "a" }),
      await send("validate", { ...key, fingerprint: "a" }),
      await send("validate", { ...key, fingerprint: "b" }),
      await send("rebind", { ...key, from: "a", fingerprint: "b" }),
      await send("rebind", { ...key, from: "b", fingerprint: "c" }),
      await send("rebind", { ...key, from: "x", fingerprint: "c" }),
      await send("activate", { ...key, fingerprint: "c" }),
      await send("activate", { ...key, fingerprint: "d" }),
      await send("deactivate", { ...key, fingerprint: "c" }),
    ]
    await desk.endTerm(license, -1)
    seen.push(
      await send("activate", { ...key, fingerprint: "e" }),
      await send("validate", { ...key, fingerprint: "e" })
    )
    await desk.endTerm(license, -30)
    for (const call of CALLS) {
      const body = { ...key, fingerprint: "b", from: "b" }
      seen.push(await send(call, body))
      seen.push(await send(call, { ...body, key: anUnknownKey("NIMBUS") }))
      seen.push(await send(call, { ...body, key: "NIMBUS" }))
      seen.push(await send(call, { key: 1 }))
      const away = jest.spyOn(desk.licensing, call).mockRejectedValueOnce(new Error("the database is away"))
      seen.push(await send(call, body))
      away.mockRestore()
    }
    expect(new Set(seen).size).toBeGreaterThan(15)
    judge("get", `${prefix}/jwks.json`, await read(world().anyone, prefix, desk))
    if (prefix === "/store/license-center") {
      judge("get", `${prefix}/jwks.json`, await world().anyone.ask("get", `${prefix}/jwks.json`))
      for (const call of CALLS) {
        judge("post", `${prefix}/${call}`, await world().anyone.ask("post", `${prefix}/${call}`, {}))
      }
    }
  })

  it.each(PREFIXES)("answers 429 as the file says, under %s", async (prefix) => {
    const { desk } = world()
    const headers = { "x-forwarded-for": `198.51.100.${PREFIXES.indexOf(prefix) + 11}` }
    for (let miss = 0; miss < 30; miss++) {
      await desk.call("activate", { key: "typo", product: "x", fingerprint: "y" }, { prefix, headers })
    }
    for (const call of CALLS) {
      const response = await desk.call(call, {}, { prefix, headers })
      expect(response.status).toBe(429)
      judge("post", `${prefix}/${call}`, response)
    }
  })

  it("answers operators as the file says: plans and variants", async () => {
    const { variant_id } = world()
    const fields = { code: "openapi", name: "OpenAPI", key_prefix: "OPEN", seats: 3, term: "P1Y", grace: "P0D" }
    const { plan } = (await admin("post", "/plans", {}, fields)).body
    const id = plan.id as string
    expect((await admin("get", "/plans", {}, undefined, "?q=openapi&order=-name")).body.count).toBe(1)
    await admin("post", "/plans/{id}", { id }, { name: "Open", apply_to_existing: true })
    await admin("post", "/plans/{id}/variants", { id }, { add: [variant_id] })
    expect((await admin("get", "/plans/{id}", { id })).body.plan.variants).toHaveLength(1)
    const { variant } = (await admin("get", "/variants/{id}", { id: variant_id })).body
    expect(variant.plan.id).toBe(id)
    expect(variant.warnings.map((warning: { code: string }) => warning.code)).toContain("managed_inventory")
    expect((await admin("delete", "/plans/{id}", { id })).status).toBe(400)
    await admin("post", "/variants/{id}", { id: variant_id }, { plan_id: null })
    expect((await admin("delete", "/plans/{id}", { id })).status).toBe(200)
  })

  it("answers operators as the file says: licenses, mails and orders", async () => {
    const { desk } = world()
    const license = await desk.anActivation("mac-1")
    const { id } = license
    const list = await admin("get", "/licenses", {}, undefined, `?q=${license.key.toLowerCase()}&order=email`)
    expect(list.body.licenses).toMatchObject([{ id, delivery: null }])
    expect(list.text).not.toContain(license.key)
    const search = { q: license.key.toLowerCase(), order: "email" }
    expect((await admin("post", "/licenses/search", {}, search)).body).toEqual(list.body)
    await admin("get", "/licenses/{id}", { id })
    const seat = { id, activation_id: license.activation_id }
    const freed = await admin("post", "/licenses/{id}/activations/{activation_id}/deactivate", seat, REASON)
    expect(freed.body.license.seats.used).toBe(0)
    await admin("post", "/licenses/{id}/suspend", { id }, REASON)
    await admin("post", "/licenses/{id}/reinstate", { id })
    await admin("post", "/licenses/{id}/extend", { id }, { by: "P30D", ...REASON })
    expect((await admin("post", "/licenses/{id}/allow-rebind", { id }, REASON)).body.license.rebinds.used).toBe(0)
    const { reminders } = (await admin("get", "/licenses/{id}/reminders", { id })).body
    expect(reminders).toContainEqual(expect.objectContaining({ status: "planned" }))
    const resent = await admin("post", "/licenses/{id}/resend", { id }, { reason: null })
    expect(resent.body.license.delivery).toMatchObject({ to: expect.stringContaining("@") })
    expect((await admin("post", "/licenses/{id}/reveal", { id }, REASON)).body.key).toBe(license.key)
    const reissued = await admin("post", "/licenses/{id}/reissue-key", { id }, REASON)
    expect(reissued.body.license.masked_key).not.toBe(list.body.licenses[0].masked_key)
    await admin("post", "/licenses/{id}/revoke", { id }, REASON)
    expect((await admin("post", "/licenses/{id}/reissue-key", { id })).status).toBe(400)
    expect((await admin("post", "/licenses/{id}/resend", { id })).status).toBe(400)
    const { events } = (await admin("get", "/licenses/{id}/events", { id })).body
    expect(events.map((event: { name: string }) => event.name)).toContain("license.revealed")

    const { notices } = (await admin("get", "/notices", {}, undefined, `?order_id=${license.order_id}`)).body
    const notice_id = notices.at(-1).id as string
    const mails = desk.container.resolve<NoticesModuleService>(NOTICES_MODULE)
    await mails.updateNotices({ id: notice_id, status: "failed" })
    await admin("post", "/notices/{id}/retry", { id: notice_id })
    await mails.updateNotices({ id: notice_id, status: "sent", sent_at: new Date() })
    expect((await admin("post", "/notices/{id}/retry", { id: notice_id })).status).toBe(400)

    const order = await desk.container
      .resolve(Modules.ORDER)
      .createOrders({ currency_code: "eur", email: "somebody@example.com", items: [] })
    await admin("post", "/reconcile/{order_id}", { order_id: order.id })
  })

  describe("moves", () => moveAnswers({ api, world, judge, admin }))
  describe("privacy", () => privacyAnswers({ api, world, judge, admin }))
  describe("updates and releases", () => updateAnswers({ api, world, judge, admin }))
  describe("payments", () => paymentAnswers({ api, world, judge, admin }))
  describe("renewals", () => renewalAnswers({ api, world, judge, admin }))
  describe("refunds", () => refundAnswers({ api, world, judge, admin }))
  describe("upgrades", () => upgradeAnswers({ api, world, judge, admin }))
  describe("tickets", () => ticketAnswers({ api, world, judge, admin }))
  describe("withdrawals", () => withdrawalAnswers({ api, world, judge, admin }))
  describe("a customer's licenses", () => portalAnswers({ api, world, judge, admin }))

  it("lets operators rotate the signing keys, and leases of before go on verifying", async () => {
    const { desk } = world()
    const license = await desk.anActivation("mac-1")
    const kidOf = (lease: string) => JSON.parse(Buffer.from(lease.split(".")[0]!, "base64url").toString()).kid
    const before = await desk.jwks()
    await admin("get", "/signing-keys")
    const { signing_keys } = (await admin("post", "/signing-keys/rotate")).body
    const states = signing_keys.map((key: { status: string }) => key.status)
    expect(states.sort()).toEqual(["active", "next", "retired"])
    const after = (await desk.jwks()).keys.map(({ kid }) => kid)
    expect(after).toEqual([...before.keys.map(({ kid }) => kid), expect.any(String)])
    const { body } = await desk.call("validate", { ...ask(license), fingerprint: "mac-1" })
    // The key that waited signs: software that embeds both published ones notices nothing.
    expect(kidOf(body.lease)).toBe(before.keys[1]!.kid)
    expect(after).toContain(kidOf(license.lease))
  })

  it("refuses operators' requests as the file says", async () => {
    const { anyone } = world()
    for (const { path: at, method, operation } of api.operations()) {
      if (!at.startsWith(ADMIN)) {
        continue
      }
      const url = at.replaceAll(/\{\w+\}/g, "nothing_here")
      judge(method, at, await anyone.ask(method, url, method === "post" ? {} : undefined))
      const schema = operation.requestBody?.content?.["application/json"]?.schema?.$ref?.split("/").pop()
      if ("404" in operation.responses) {
        const query = FITTING_QUERY[operation.operationId]
        const missing = await admin(
          method,
          at.slice(ADMIN.length),
          nowhere,
          schema ? FITTING[schema] : undefined,
          query
        )
        expect([at, missing.status]).toEqual([at, 404])
      }
      if (schema) {
        const wrong = { reason: 7, name: 7, plan_id: 7, add: 7 }
        expect([at, (await admin(method, at.slice(ADMIN.length), nowhere, wrong)).status]).toEqual([at, 400])
      } else if (operation.parameters && "400" in operation.responses) {
        const wrong = await admin(method, at.slice(ADMIN.length), nowhere, undefined, "?limit=none")
        expect([at, wrong.status]).toEqual([at, 400])
      }
    }
  })

  it("has been seen to keep every promise of the file", () => {
    expect(api.promises().filter((promise) => !api.seen.has(promise))).toEqual([])
  })
}

const nowhere = {
  id: "nothing_here",
  order_id: "nothing_here",
  activation_id: "nothing_here",
  artifact_id: "nothing_here",
  attachment_id: "nothing_here",
  participant_id: "nothing_here",
}

async function read(anyone: Caller, prefix: Prefix, desk: Desk) {
  return anyone.ask("get", `${prefix}/jwks.json`).set(desk.headers(prefix))
}
