import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import type { App } from "../../setup/app"
import { Portal } from "./world"

const RECEIVED = /received your request/

export function ownData(app: App): void {
  const portal = new Portal(app)
  const tickets = () => app.container.resolve<SupportModuleService>(SUPPORT_MODULE)

  const opened = (email: string) => tickets().listSupportTickets({ email })
  const channelOf = async (ticket_id: string) =>
    (await tickets().listSupportMessages({ ticket_id, kind: "public" }))[0]!.channel

  it("gives who has read mail of an address all of it as a file, and of nobody else", async () => {
    const { email, licenses } = await portal.sold()
    const other = await portal.sold()
    const session = await portal.visit(email)
    const { text, body, headers } = await portal.ask("get", "/me/export", undefined, session).expect(200)
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "content-disposition": 'attachment; filename="my-data.json"',
    })
    expect(body).toMatchObject({ email, licenses: [{ id: licenses[0]!.id }], tickets: [] })
    expect(body.portal_links).toHaveLength(1)
    for (const secret of [other.email, app.mailbox.keysTo(email)[0]!, session]) {
      expect(text).not.toContain(secret)
    }
  })

  it("gives an account what was sold to it at addresses that it has proved, and nothing by address", async () => {
    const { email, licenses } = await portal.sold()
    const account = await portal.account(email)
    const path = "/store/license-center/me/export"
    const nothing = await account.get(path)
    expect(nothing).toMatchObject({ customer_id: account.id, licenses: [], terms: [], downloads: [], left_out: null })
    expect(Object.keys(nothing)).not.toEqual(expect.arrayContaining(["tickets"]))
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE id = ?", [account.id, licenses[0]!.id])
    await portal.activate(email)
    const unproved = await account.ask("get", path).expect(200)
    expect(unproved.body).toMatchObject({
      licenses: [],
      activations: [],
      address_proofs: [],
      left_out: { code: "ADDRESS_UNPROVED", licenses: 1 },
    })
    for (const secret of [licenses[0]!.id, "Ada's Mac"]) {
      expect(unproved.text).not.toContain(secret)
    }
    await account.post("/store/license-center/portal/session", { token: await portal.tokenFor(email) })
    const own = await account.get(path)
    expect(own).toMatchObject({
      licenses: [{ id: licenses[0]!.id }],
      activations: [{ name: "Ada's Mac" }],
      address_proofs: [{ customer_id: account.id, email, proved_at: expect.any(String) }],
      left_out: null,
    })
    expect(own).not.toHaveProperty("notices")
    const all = await portal.ask("get", "/me/export", undefined, await portal.visit(email)).expect(200)
    expect(all.body.address_proofs).toEqual(own.address_proofs)
  })

  it("gives nobody else's by their address, account or license in the question", async () => {
    const mine = await portal.sold()
    const theirs = await portal.sold()
    const account = await portal.account(theirs.email)
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE email = ?", [account.id, theirs.email])
    const session = await portal.visit(mine.email)
    const stranger = await portal.account(`stranger-of-${theirs.email}`)
    for (const query of [`email=${theirs.email}`, `customer_id=${account.id}`, `id=${theirs.licenses[0]!.id}`]) {
      const path = `/me/export?${query}`
      for (const answer of [
        await portal.ask("get", path, undefined, session).expect(200),
        await stranger.ask("get", `/store/license-center${path}`).expect(200),
      ]) {
        expect(answer.text).not.toContain(theirs.licenses[0]!.id)
        expect(answer.body.email).not.toBe(theirs.email)
      }
      expect((await portal.ask("get", path)).status).toBe(401)
    }
  })

  it("opens a ticket for who asks to be forgotten, once for the same words, and erases nothing", async () => {
    const { email, licenses } = await portal.sold()
    const session = await portal.visit(email)
    const key = app.mailbox.keysTo(email)[0]!
    const ask = (body: object) => portal.ask("post", "/me/erasure", body, session)
    for (let time = 0; time < 2; time++) {
      expect((await ask({ reason: `My key was ${key}` }).expect(202)).body).toEqual({ status: "received" })
    }
    const [ticket, ...more] = await opened(email)
    expect(more).toEqual([])
    expect(ticket).toMatchObject({ subject: "Erasure of personal data", source: "store", customer_id: null })
    expect(await channelOf(ticket!.id)).toBe("link")
    const [message] = await tickets().listSupportMessages({ ticket_id: ticket!.id })
    expect(message!.body).toMatch(/^Please erase the personal data/)
    expect(message!.body).not.toContain(key)
    await app.mailbox.waitFor(email, 1, RECEIVED)
    await ask({ reason: "x".repeat(2001) }).expect(400)
    await ask([]).expect(400)
    expect(await portal.licensing.retrieveLicenseSummary(licenses[0]!.id)).toMatchObject({ email, status: "active" })
  })

  it("says of an account which one asks, and not that its address was proven", async () => {
    const account = await portal.account("erase-me@example.com")
    await account.ask("post", "/store/license-center/me/erasure", {}).set("accept-language", "de").expect(202)
    const [ticket] = await opened("erase-me@example.com")
    expect(ticket).toMatchObject({ subject: "Löschung personenbezogener Daten", customer_id: account.id })
    expect(await channelOf(ticket!.id)).toBe("form")
  })

  it("is for owners only", async () => {
    const { email } = await portal.sold()
    const narrow = await portal.visit(email, { kind: "rebind", subject_id: "lcrbr_1" })
    for (const session of [undefined, `lcv_${"A".repeat(43)}`, narrow]) {
      expect((await portal.ask("get", "/me/export", undefined, session)).status).toBe(401)
      expect((await portal.ask("post", "/me/erasure", {}, session)).status).toBe(401)
    }
    expect(await opened(email)).toEqual([])
  })
}
