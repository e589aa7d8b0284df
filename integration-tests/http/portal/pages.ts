import type { App } from "../../setup/app"
import { Surfer } from "../support-pages/surfer"
import { signIn } from "./sign-in"
import { Portal, SUBJECT, tokenIn } from "./world"

const PAGE = "/license-center/portal"

/** The hosted pages, as somebody without JavaScript uses them. */
export function pages(app: App): void {
  const portal = new Portal(app)
  const aSurfer = () => new Surfer(app.url)
  const signedIn = (email: string) => signIn(portal, email)

  it("lead from an address to its licenses", async () => {
    const { email } = await portal.sold({ solo: 2 })
    const surfer = aSurfer()
    const door = await surfer.open(PAGE)
    expect(door.status).toBe(200)
    const wrong = await surfer.send(door.form(`${PAGE}/links`), { email: "ada" })
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining("like name@example.com")])
    const unknown = await surfer.send(door.form(`${PAGE}/links`), { email: `nobody-${email}` })
    const sent = await surfer.send(door.form(`${PAGE}/links`), { email })
    expect(sent.html).toBe(unknown.html)
    expect(sent.address).toBe(`${PAGE}?sent=1`)
    const [mail] = await app.mailbox.waitFor(email, 1, SUBJECT)
    const list = await surfer.send(door.form(`${PAGE}/session`), { token: tokenIn(mail!) })
    expect([list.status, list.address]).toEqual([200, PAGE])
    expect(list.text).toContain(email)
    expect(list.text).toContain("2 licenses")
    expect(app.mailbox.mailsTo(`nobody-${email}`)).toEqual([])
  })

  it("show a key once, on the answer to its form", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer, list } = await signedIn(email)
    const [key] = app.mailbox.keysTo(email)
    const id = licenses[0]!.id
    expect(list.html).not.toContain(key)
    const shown = await surfer.send(list.form(`${PAGE}/licenses/${id}/key#${id}-key`))
    expect([shown.status, shown.html.split(key!).length]).toEqual([200, 2])
    expect((await surfer.open(PAGE)).html).not.toContain(key)
    // A GET of the form's address, from the history, shows nothing.
    expect((await surfer.open(`${PAGE}/licenses/${id}/key`)).html).not.toContain(key)
    expect(await portal.eventsOf(id, "license.revealed")).toHaveLength(1)
  })

  it("free the seat of a device, after a second press", async () => {
    const { email, licenses } = await portal.sold()
    await app.orders.activate(app.mailbox.keysTo(email)[0]!, "a-device")
    const { surfer, list } = await signedIn(email)
    const [activation] = await portal.licensing.listLicenseActivations({})
    const form = list.form(`${PAGE}/licenses/${licenses[0]!.id}/devices/${activation!.id}/free`)
    expect(list.html).toMatch(/<details class="more"><summary[^>]*>Free this seat/)
    const freed = await surfer.send(form)
    expect(freed.text).toContain("The seat is free")
    expect(freed.text).toContain("No device uses it now.")
    expect((await surfer.send(form)).status).toBe(200)
    expect(await portal.eventsOf(licenses[0]!.id, "license.deactivated")).toHaveLength(1)
  })

  it("save what is held of an address as a file, and take the wish to be forgotten", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer, list } = await signedIn(email)
    const held = await surfer.send(list.form(`${PAGE}/export`))
    expect([held.status, JSON.parse(held.html).licenses]).toEqual([
      200,
      [expect.objectContaining({ id: licenses[0]!.id })],
    ])
    const form = list.form(`${PAGE}/erasure`)
    const long = await surfer.send(form, { reason: "x".repeat(2001) })
    expect([long.status, long.text]).toEqual([400, expect.stringContaining("Write at most 2000 characters")])
    const asked = await surfer.send(form, { reason: "" })
    expect([asked.address, asked.text]).toEqual([`${PAGE}?asked=1`, expect.stringContaining("We have your request")])
    await app.mailbox.waitFor(email, 1, /received your request/)
    for (const path of ["export", "erasure"]) {
      const sent = list.form(`${PAGE}/${path}`)
      expect((await surfer.send(sent, { form_token: "0".repeat(64) })).status).toBe(409)
      expect((await aSurfer().send(sent)).status).toBe(401)
      expect((await surfer.open(`${PAGE}/${path}`)).address).toBe(PAGE)
    }
  })

  it("end the reminders of an address, and bring them back", async () => {
    const { email, licenses } = await portal.sold()
    const { surfer, list } = await signedIn(email)
    const { unsubscribes } = portal.licensing.reminders
    const session = await portal.visit(email)
    const overTheApi = async () =>
      (await portal.ask("get", `/licenses/${licenses[0]!.id}`, undefined, session)).body.license.reminders
    expect(await overTheApi()).toEqual({ enabled: true })
    const off = await surfer.send(list.form(`${PAGE}/reminders`))
    expect([off.address, off.text]).toEqual([`${PAGE}?silenced=1`, expect.stringContaining("Reminders are off")])
    expect(await unsubscribes.has(email)).toBe(true)
    expect(await overTheApi()).toEqual({ enabled: false })
    const on = await surfer.send(off.form(`${PAGE}/reminders`))
    expect([on.address, on.text]).toEqual([`${PAGE}?reminded=1`, expect.stringContaining("Reminders are on")])
    expect(await unsubscribes.has(email)).toBe(false)
    const sent = list.form(`${PAGE}/reminders`)
    expect((await surfer.send(sent, { form_token: "0".repeat(64) })).status).toBe(409)
    expect((await aSurfer().send(sent)).status).toBe(401)
    expect((await surfer.open(`${PAGE}/reminders`)).address).toBe(PAGE)
    expect(await unsubscribes.has(email)).toBe(false)
  })

  it("do nothing for a form that is somebody else's, or from another website, or of another session", async () => {
    const mine = await portal.sold()
    const theirs = await portal.sold()
    const { surfer, list } = await signedIn(mine.email)
    const other = await signedIn(theirs.email)
    const id = mine.licenses[0]!.id
    const form = list.form(`${PAGE}/licenses/${id}/key#${id}-key`)
    const from = (site: string) => surfer.send(form, {}, { headers: { "sec-fetch-site": site, origin: "null" } })
    expect((await from("cross-site")).status).toBe(403)
    expect((await from("same-site")).status).toBe(403)
    expect((await surfer.send(form, { form_token: "0".repeat(64) })).status).toBe(409)
    expect((await other.surfer.send(form)).status).toBe(409)
    const foreign = other.list.form(`${PAGE}/licenses/${theirs.licenses[0]!.id}/key#${theirs.licenses[0]!.id}-key`)
    const asked = await other.surfer.send({ ...foreign, action: foreign.action.replace(theirs.licenses[0]!.id, id) })
    expect(asked.status).toBe(404)
    expect((await aSurfer().send(form)).status).toBe(401)
    expect(await portal.eventsOf(id, "license.revealed")).toEqual([])
  })

  it("say when a link or a session has ended, and forget it", async () => {
    const { email } = await portal.sold()
    const { surfer, list, token } = await signedIn(email)
    const left = await surfer.send(list.form(`${PAGE}/leave`))
    expect([left.address, left.text]).toEqual([`${PAGE}?left=1`, expect.stringContaining("You are signed out")])
    expect(surfer.cookies.size).toBe(0)
    const paste = left.form(`${PAGE}/session`)
    expect((await surfer.send(paste)).status).toBe(400)
    await surfer.send(paste, { token })
    await portal.sql("UPDATE license_center_portal_session SET expires_at = now()")
    const ended = await surfer.open(PAGE)
    expect([ended.status, ended.text]).toEqual([401, expect.stringContaining("You have been signed out")])
    expect(surfer.cookies.size).toBe(0)
    await portal.sql("UPDATE license_center_portal_link SET expires_at = now()")
    expect((await surfer.send(paste, { token })).text).toContain("This link has expired")
    await portal.sql("UPDATE license_center_portal_link SET revoked_at = now()")
    expect((await surfer.send(paste, { token })).text).toContain("This link was withdrawn")
    expect((await surfer.send(paste, { token: "lcp_no" })).text).toContain("This link does not work")
  })

  it("show no licenses to who came by a link for something else", async () => {
    const { email } = await portal.sold()
    const session = await portal.visit(email, { kind: "rebind", subject_id: "lcrbr_1" })
    const surfer = aSurfer()
    surfer.cookies.set("lc_portal", session)
    expect((await surfer.open(PAGE)).status).toBe(401)
  })

  it("say so when there is nothing left of an address", async () => {
    const { email } = await portal.sold()
    const { surfer } = await signedIn(email)
    await portal.sql("UPDATE license_center_license SET email = 'other@example.com' WHERE email = ?", [email])
    expect((await surfer.open(PAGE)).text).toContain("There is nothing here yet")
  })
}
