import type { App } from "../../setup/app"
import { RELEASES, Updates, V1 } from "./world"

type Device = Awaited<ReturnType<Updates["aDevice"]>>

/** What operators are told of a license's updates is what its copies of the software are told. */
export function explanations(app: App): void {
  const updates = new Updates(app)
  const license = (device: Device, set: string) =>
    updates.sql(`UPDATE license_center_license SET ${set} WHERE id = ?`, [device.license.id])
  const term = (device: Device, set: string) =>
    updates.sql(`UPDATE license_center_term SET ${set} WHERE license_id = ?`, [device.license.id])
  const ended = (device: Device, days: number) =>
    term(
      device,
      `starts_at = now() - interval '400 days', ends_at = now() - interval '${days} days', updates_until = NULL`
    )

  /** Before the end of its term, and after it: 1.1.0 is 50 days old, 2.0.0 is new. */
  const STATES: [string, (device: Device) => Promise<unknown>, string, string | null, string][] = [
    ["in its term", async () => {}, "update", "2.0.0", "active"],
    [
      "in its grace",
      async (device) => {
        await license(device, "on_expiry = 'stop', grace = 'P60D'")
        await ended(device, 30)
      },
      "update",
      "1.1.0",
      "grace",
    ],
    [
      "ended, and the software stops",
      async (device) => {
        await license(device, "on_expiry = 'stop', grace = 'P0D'")
        await ended(device, 30)
      },
      "update",
      "1.1.0",
      "expired",
    ],
    [
      "ended, and the software keeps running",
      async (device) => {
        await license(device, "on_expiry = 'keep_running', grace = 'P0D'")
        await ended(device, 30)
      },
      "update",
      "1.1.0",
      "grace",
    ],
    ["ended before anything newer came", (device) => ended(device, 90), "updates_expired", null, "grace"],
    [
      "suspended",
      (device) => app.store.admin.post(`/admin/license-center/licenses/${device.license.id}/suspend`),
      "unlicensed",
      null,
      "suspended",
    ],
    [
      "revoked",
      (device) =>
        app.store.admin.post(`/admin/license-center/licenses/${device.license.id}/revoke`, { reason: "sold" }),
      "unlicensed",
      null,
      "revoked",
    ],
    [
      "without a term that was not refunded",
      (device) => term(device, "reverted_at = now()"),
      "unlicensed",
      null,
      "expired",
    ],
  ]

  it.each(STATES)(
    "says the same as the software hears of a license that is %s",
    async (_, arrange, status, offer, state) => {
      const device = await updates.aDevice()
      await license(device, "on_expiry = 'keep_running'")
      const old = await updates.release("1.1.0")
      await updates.age(old.id, 50)
      await updates.release("2.0.0")
      await arrange(device)
      for (const [authorization, asked] of [
        [`License ${device.key}`, {}],
        [`Bearer ${device.lease}`, { activation_id: device.activation_id }],
      ] as const) {
        const { body } = await updates.ask("version=1.0.0&platform=win32", authorization).expect(200)
        expect([body.status, body.offer?.version ?? null, body.license.status]).toEqual([status, offer, state])
        const explained = await explain(device, asked)
        expect(explained).toMatchObject({
          status: body.status,
          offer: body.offer?.version ?? null,
          newest: body.newest.version,
          newest_covered: body.license.newest_covered,
        })
        const open = explained.releases.filter(({ obstacles }: { obstacles: string[] }) => !obstacles.length)
        expect(open[0]?.version ?? null).toBe(offer)
      }
    }
  )

  it("goes by the device's place in a rollout, and by whether it still holds its seat", async () => {
    const device = await updates.aDevice()
    const { id } = await updates.release("2.0.0")
    for (const rollout_percent of [25, 50, 75]) {
      await updates.admin.post(`${RELEASES}/${id}/rollout`, { rollout_percent })
      const { body } = await updates.ask("version=1.0.0", `Bearer ${device.lease}`)
      expect((await explain(device, { activation_id: device.activation_id })).status).toBe(body.status)
      const byKey = await updates.ask("version=1.0.0", `License ${device.key}`)
      expect((await explain(device, {})).status).toBe(byKey.body.status)
    }
    await updates.admin.post(`${RELEASES}/${id}/rollout`, { rollout_percent: 100 })
    const seat = { key: device.key, product: app.store.product.handle, fingerprint: "a device" }
    await app.store.anyone.post(`${V1}/deactivate`, seat)
    expect((await updates.ask("version=1.0.0", `Bearer ${device.lease}`)).body.status).toBe("unlicensed")
    expect((await explain(device, { activation_id: device.activation_id })).status).toBe("unlicensed")
    expect((await explain(device, {})).status).toBe("update")
  })

  const explain = (device: Device, asked: object) =>
    app.store.admin.post("/admin/license-center/updates/explain", {
      license_id: device.license.id,
      version: "1.0.0",
      platform: "windows",
      ...asked,
    })
}
