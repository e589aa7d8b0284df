import { generateKey } from "../../../src/lib/license-key"
import type { App } from "../../setup/app"
import { Moves } from "./world"

/** What anybody with a key may send, and what they learn of it. */
export function asking(app: App): void {
  const moves = new Moves(app)

  it("has its license's owner mailed, once", async () => {
    const { key, license, email } = await moves.aFullLicense()
    const { body, headers, status } = await moves.ask(key, "new", "Ada's new Mac https://evil.example/pay")
    expect([status, body, headers["cache-control"]]).toEqual([202, { status: "received" }, "no-store"])
    await moves.ask(key)
    await moves.settle()
    const [mail, ...more] = app.mailbox.mailsTo(email, /A device asks/)
    expect(more).toEqual([])
    expect(mail!.subject).toBe("A device asks to use your license for Nimbus Notes")
    expect(mail!.text).toContain("Ada's new Mac https evil example pay")
    expect(mail!.text).not.toContain(key)
    const { rebind_requests } = await app.store.admin.get(
      `/admin/license-center/rebind-requests?license_id=${license.id}`
    )
    expect(rebind_requests).toMatchObject([{ status: "asked", license: { id: license.id, email } }])
  })

  it("learns the same, whatever there is", async () => {
    const { key, license } = await moves.aFullLicense()
    const free = await app.orders.aPaidOrder()
    const [unused] = await app.orders.licenses(free)
    const revoked = await moves.aFullLicense()
    await app.store.admin.post(`/admin/license-center/licenses/${revoked.license.id}/revoke`, { reason: "gone" })
    await app.events.settled()
    const keys = [key, await app.orders.reveal(unused!), revoked.key, generateKey("TEST"), "a typo"]
    const answers = await Promise.all([
      ...keys.map((asked) => moves.call("rebind-requests", { key: asked, fingerprint: "new" })),
      moves.call("rebind-requests", { key, fingerprint: "old" }),
      moves.call("rebind-requests", { key, fingerprint: "new", product: "another" }),
    ])
    await app.events.settled()
    const { date: _date, ...first } = answers[0]!.headers
    for (const { status, text, headers } of answers) {
      const { date: _other, ...rest } = headers
      expect([status, text, rest]).toEqual([202, '{"status":"received"}', first])
    }
    const requests = await moves.licensing.listLicenseRebindRequests({})
    expect(requests.map(({ license_id }) => license_id)).toEqual([license.id])
    for (const { email } of [free, revoked]) {
      expect(app.mailbox.mailsTo(email, /A device asks/)).toEqual([])
    }
  })

  it("is refused when what it sends is not of the form", async () => {
    const { key } = await moves.aFullLicense()
    for (const body of [{}, { key, fingerprint: "" }, { key, fingerprint: 7 }, { key, fingerprint: "a\0" }]) {
      const { status, body: answer } = await moves.call("rebind-requests", body)
      expect([status, answer.code]).toEqual([400, "INVALID_REQUEST"])
    }
    expect(await moves.licensing.listLicenseRebindRequests({})).toEqual([])
  })

  it("is mailed about by the sweep when its event is lost, with nothing that was typed in the tables", async () => {
    const { key, email } = await moves.aFullLicense()
    const { restore } = app.events.drop()
    await moves.call("rebind-requests", { key, fingerprint: "new", name: `Mac of ${key}` })
    restore()
    expect(app.mailbox.mailsTo(email, /A device asks/)).toEqual([])
    await moves.settle()
    const [mail] = await app.mailbox.waitFor(email, 1, /A device asks/)
    expect(mail!.text).not.toContain(key)
    const [request] = await moves.licensing.listLicenseRebindRequests({})
    expect(request!.device_name).toMatch(/^Mac of \[license key hidden/)
  })
}
