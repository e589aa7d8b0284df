import { sendNoticesWorkflow } from "../../../src/workflows/notices"
import { mailPortalLinksWorkflow } from "../../../src/workflows/portal/workflows/mail-links"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { until } from "../../setup/until"
import { bytesOf } from "../support/world"
import { Portal, SUBJECT, tokenIn } from "./world"

export function links(app: App): void {
  const portal = new Portal(app)

  it("answers a known and an unknown address with the same bytes, and mails the known one", async () => {
    const { email } = await portal.sold()
    const stranger = aBuyer()
    const [known, unknown] = [await portal.request(email), await portal.request(stranger)]
    expect(bytesOf(known)).toBe(bytesOf(unknown))
    expect(known.body).toEqual({ status: "received" })
    await app.mailbox.waitFor(email, 1, SUBJECT)
    expect(app.mailbox.mailsTo(stranger)).toEqual([])
    expect(await portal.module.listPortalLinks({ email: stranger })).toEqual([])
  })

  it("finds licenses whatever case the address is typed in, and mails where they were sold to", async () => {
    const { email } = await portal.sold()
    await portal.request(`  ${email.toUpperCase()} `).expect(202)
    const [mail] = await app.mailbox.waitFor(email, 1, SUBJECT)
    expect(mail).toMatchObject({ to: [email] })
    expect(mail!.html).toContain(`/license-center/portal#${tokenIn(mail!)}`)
    expect(mail!.keys).toEqual([])
  })

  it.each([[{}], [{ email: 7 }], [{ email: "ada" }], [{ email: "ada@example.com\nBcc: eve@example.com" }], [[]]])(
    "refuses %j, which is no address",
    async (body) => {
      const refused = await portal.ask("post", "/portal/links", body).expect(400)
      expect(refused.body).toMatchObject({ code: "INVALID_REQUEST", errors: [{ field: "email" }] })
    }
  )

  it("mails one address three times an hour, and says the same afterwards", async () => {
    const { email } = await portal.sold()
    for (let press = 1; press <= 3; press++) {
      await portal.request(email).expect(202)
      await app.mailbox.waitFor(email, press, SUBJECT)
      await portal.sql("UPDATE license_center_portal_link SET created_at = created_at - interval '2 minutes'")
    }
    const [before] = await portal.sql("SELECT count(*) FROM license_center_portal_link")
    expect((await portal.request(email)).body).toEqual({ status: "received" })
    await portal.request((await portal.sold()).email)
    // The one that was asked for later is there: what the fourth press would have brought is not coming.
    await until("the next link", async () => {
      const [after] = await portal.sql<{ count: string }>("SELECT count(*) FROM license_center_portal_link")
      return Number(after!.count) === Number(before!.count) + 1
    })
    expect(await portal.module.listPortalLinks({ email })).toHaveLength(3)
  })

  it("opens by the mailed token, again and again, until the session is left or the link ends", async () => {
    const { email, licenses } = await portal.sold()
    const { token, session } = await portal.open(email)
    const list = async (one: string) => (await portal.ask("get", "/licenses", undefined, one)).status
    const again = await portal.exchange(token)
    expect([await list(session), await list(again)]).toEqual([200, 200])
    const left = await portal.ask("delete", "/portal/session", undefined, session).expect(200)
    expect(left.body).toEqual({ ended: true })
    expect([await list(session), await list(again)]).toEqual([401, 200])
    await portal.ask("delete", "/portal/session", undefined, session).expect(200)

    await portal.sql("UPDATE license_center_portal_link SET expires_at = now()")
    const expired = await portal.ask("post", "/portal/session", { token }).expect(401)
    expect([expired.body.code, await list(again)]).toEqual(["LINK_EXPIRED", 401])
    const [link] = await portal.module.listPortalLinks({ email })
    await portal.module.links.revoke({ id: link!.id }, new Date())
    expect((await portal.ask("post", "/portal/session", { token }).expect(401)).body.code).toBe("LINK_REVOKED")
    expect((await portal.ask("post", "/portal/session", { token: "lcp_no" }).expect(401)).body.code).toBe(
      "LINK_UNKNOWN"
    )
    expect(licenses).toHaveLength(1)
  })

  it("sends the mail that a process owed when it died, with the link that was made", async () => {
    const { email } = await portal.sold()
    const id = await portal.module.links.request({ email, locale: "de-DE" }, new Date())
    await mailPortalLinksWorkflow(app.container).run()
    await mailPortalLinksWorkflow(app.container).run()
    await sendNoticesWorkflow(app.container).run({ input: {} })
    const mails = await app.mailbox.waitFor(email, 1, /^Ihre Lizenzen bei /)
    expect(mails).toHaveLength(1)
    const visitor = await portal.module.sessions.exchange(tokenIn(mails[0]!), new Date())
    expect(visitor).toMatchObject({ ok: true, visitor: { link_id: id } })
  })

  it("mails nothing of a link that was taken back before", async () => {
    const { email } = await portal.sold()
    const id = await portal.module.links.request({ email, locale: null }, new Date())
    await portal.module.links.revoke({ id: id! }, new Date())
    await mailPortalLinksWorkflow(app.container).run()
    const { notices } = await app.store.admin.get("/admin/license-center/notices?kind=portal_link")
    expect(notices).toMatchObject([{ to: email, status: "canceled" }])
  })
}
