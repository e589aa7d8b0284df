import type { App } from "../../setup/app"
import type { Caller } from "../../setup/http"
import { aBuyer } from "../../setup/orders"
import { Portal, STORE, SUBJECT, tokenIn } from "./world"

/** An account's address, which Medusa takes as it is typed. */
export function proof(app: App): void {
  const portal = new Portal(app)

  /** Sold to an address and booked to the account, with a device that uses it. */
  const aLicense = async (account: { id: string }, email: string) => {
    const { licenses } = await portal.sold({ solo: 1 }, email)
    const [license] = licenses
    const key = app.mailbox.keysTo(email)[0]!
    await portal.activate(email)
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE id = ?", [account.id, license!.id])
    const [activation] = await portal.licensing.listLicenseActivations({ license_id: license!.id })
    const at = `${STORE}/licenses/${license!.id}`
    return {
      id: license!.id,
      key,
      at,
      reveal: `${at}/reveal`,
      free: `${at}/activations/${activation!.id}/deactivate`,
      refund: `${at}/refund`,
      reminders: `${at}/reminders`,
      isReminded: async () => !(await portal.licensing.reminders.unsubscribes.has(email)),
      refunds: () => portal.sql("SELECT id FROM license_center_refund_request WHERE order_id = ?", [license!.order_id]),
      isInUse: async () =>
        (await portal.licensing.listLicenseActivations({ id: activation!.id, deactivated_at: null })).length === 1,
    }
  }
  type Booked = Awaited<ReturnType<typeof aLicense>>

  const aBuyerWithAccount = async () => {
    const email = aBuyer()
    const account = await portal.account(email)
    return { email, account, license: await aLicense(account, email) }
  }

  /** Asked for, mailed, and opened while the account is signed in. */
  const prove = async (account: Caller, email: string) => {
    await account.ask("post", `${STORE}/portal/links`, { email }).expect(202)
    const [mail] = await app.mailbox.waitFor(email, 1, SUBJECT)
    await account.ask("post", `${STORE}/portal/session`, { token: tokenIn(mail!) }).expect(200)
  }

  const expectRefused = async (account: Caller, license: Booked) => {
    for (const [method, path, sent] of [
      ["post", license.reveal],
      ["post", license.free],
      ["post", license.reminders, { enabled: false }],
      ["get", license.refund],
      ["post", license.refund, {}],
    ] as const) {
      const { status, body, headers } = await account.ask(method, path, sent)
      expect([method, path, status, body.code]).toEqual([method, path, 403, "ADDRESS_UNPROVED"])
      expect(headers["cache-control"]).toBe("no-store")
      expect(JSON.stringify(body)).not.toContain(license.key)
    }
    expect(await license.isInUse()).toBe(true)
    expect(await license.isReminded()).toBe(true)
    expect(await license.refunds()).toEqual([])
    const { text, body } = await account.ask("get", license.at).expect(200)
    expect(body.license).toMatchObject({ address_proved: false, activations: null, rebinds: null })
    expect(text).not.toContain("Ada's Mac")
    expect(await portal.eventsOf(license.id, "license.revealed")).toEqual([])
  }

  it("is proved by opening a private link while signed in: then an account does what the link does", async () => {
    const { email, account, license } = await aBuyerWithAccount()
    await expectRefused(account, license)
    await prove(account, email)
    expect(await account.post(license.reveal)).toEqual({ key: license.key })
    expect((await account.get(license.at)).license).toMatchObject({
      address_proved: true,
      activations: [{ name: "Ada's Mac" }],
      rebinds: { used: 0 },
    })
    const freed = await account.post(license.free)
    expect(freed.license).toMatchObject({ seats: { limit: 1, used: 0 }, activations: [] })
    expect(await license.isInUse()).toBe(false)
    for (const name of ["license.revealed", "license.deactivated"]) {
      const by = { actor_type: "customer", actor_id: account.id }
      expect(await portal.eventsOf(license.id, name)).toMatchObject([by])
    }
    await account.post(license.reminders, { enabled: false })
    expect(await license.isReminded()).toBe(false)
    expect((await account.get(license.refund)).refund).toMatchObject({ units: [{ license_id: license.id }] })
    await account.ask("post", license.refund, {}).expect(201)
    expect(await license.refunds()).toHaveLength(1)
    await app.events.settled()
  })

  it("is asked for neither by reading, masked, nor by paying for it", async () => {
    const { email, account, license } = await aBuyerWithAccount()
    const listed = await account.ask("get", `${STORE}/licenses`).expect(200)
    expect(listed.body.licenses).toMatchObject([{ id: license.id }])
    for (const path of ["", "/renewal", "/upgrades"]) {
      const { text } = await account.ask("get", `${license.at}${path}`).expect(200)
      expect([path, text.includes(license.key), text.includes(email)]).toEqual([path, false, false])
    }
    expect((await account.ask("get", `${STORE}/me/export`).expect(200)).text).not.toContain(license.key)
    await expectRefused(account, license)
    await app.events.settled()
  })

  it("is not proved by who opens the link without being signed in, nor for another account of the same reader", async () => {
    const { email, account, license } = await aBuyerWithAccount()
    await portal.open(email)
    await expectRefused(account, license)
    const other = await portal.account(`other-of-${email}`)
    const session = { token: await portal.tokenFor(email) }
    await other.ask("post", `${STORE}/portal/session`, session).expect(200)
    await expectRefused(account, license)
    expect((await other.ask("post", license.reveal)).status).toBe(404)
  })

  it("is proved for that address only, and not by a link for something else", async () => {
    const { email, account } = await aBuyerWithAccount()
    await prove(account, email)
    const elsewhere = `work-${email}`
    const license = await aLicense(account, elsewhere)
    await expectRefused(account, license)
    const narrow = { token: await portal.tokenFor(elsewhere, { kind: "rebind", subject_id: "lcrbr_1" }) }
    expect((await account.ask("post", `${STORE}/portal/session`, narrow)).status).toBe(401)
    await expectRefused(account, license)
    await prove(account, elsewhere)
    expect(await account.post(license.reveal)).toEqual({ key: license.key })
  })
}
