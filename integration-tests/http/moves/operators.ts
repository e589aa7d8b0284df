import type { App } from "../../setup/app"
import { Moves, PAGE } from "./world"

const ADMIN = "/admin/license-center/rebind-requests"
const CARD = "4111 1111 1111 1111"

/** What the owner asks the store when no move is left, and what operators answer. */
export function operators(app: App): void {
  const moves = new Moves(app)
  afterEach(() => app.events.settled())

  const anEscalated = async () => {
    const visit = await moves.aVisit({ rebind_limit: 0 })
    const { surfer, page, license } = visit
    expect(page.text).toContain("No move is left for now")
    const asked = await surfer.send(page.form(`${PAGE}/escalate`), {
      from: await moves.deviceOf(license),
      reason: `The old one fell into the sea. ${CARD}`,
    })
    expect(asked.text).toContain("We decide about it")
    return visit
  }

  it("waits for an operator with the owner's words, and the app activates once it is approved", async () => {
    const { key, request, email, surfer } = await anEscalated()
    const { rebind_requests } = await app.store.admin.get(`${ADMIN}?status=escalated`)
    expect(rebind_requests).toMatchObject([
      { id: request.id, reason: "The old one fell into the sea. [card number hidden]", from: { name: "Old Mac" } },
    ])
    await moves.activate(key, "new").expect(409)
    const { rebind_request } = await app.store.admin.post(`${ADMIN}/${request.id}/approve`, { reason: "Of course" })
    expect(rebind_request).toMatchObject({ status: "done", decision_reason: "Of course" })
    expect((await moves.activate(key, "new")).status).toBe(200)
    await moves.settle()
    const mails = app.mailbox.mailsTo(email, /move of Nimbus Notes was approved/)
    expect(mails).toHaveLength(1)
    // What an operator notes about an approval is for the trail.
    expect(mails[0]!.text).not.toContain("Of course")
    expect((await surfer.open(PAGE)).text).toContain("The device has a seat")
  })

  it("is declined with a word to the owner", async () => {
    const { key, request, email } = await anEscalated()
    await app.store.admin.post(`${ADMIN}/${request.id}/decline`, { reason: "Three moves this week" })
    const [mail] = await app.mailbox.waitFor(email, 1, /move of Nimbus Notes was declined/)
    expect(mail!.text).toContain("Three moves this week")
    await moves.activate(key, "new").expect(409)
    const again = await app.store.admin.ask("post", `${ADMIN}/${request.id}/approve`, {})
    expect([again.status, again.body.message]).toEqual([400, "This request was settled before: it is declined"])
  })

  it("can be taken back by the owner", async () => {
    const { surfer, request } = await anEscalated()
    const page = await surfer.open(PAGE)
    await surfer.send(page.form(`${PAGE}/decline`))
    const { status } = await app.store.admin.ask("post", `${ADMIN}/${request.id}/approve`, {})
    expect(status).toBe(400)
    expect((await app.store.admin.get(`${ADMIN}?status=escalated`)).count).toBe(0)
  })

  it("is no operator's before the owner asked, and nobody else's at all", async () => {
    const { request } = await moves.aVisit()
    for (const action of ["approve", "decline"]) {
      expect((await app.store.admin.ask("post", `${ADMIN}/${request.id}/${action}`, {})).status).toBe(400)
      expect((await app.store.admin.ask("post", `${ADMIN}/lcrrq_none/${action}`, {})).status).toBe(404)
      expect((await app.store.anyone.ask("post", `${ADMIN}/${request.id}/${action}`, {})).status).toBe(401)
    }
    expect((await app.store.anyone.ask("get", ADMIN)).status).toBe(401)
  })
}
