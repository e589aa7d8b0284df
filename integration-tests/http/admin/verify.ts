import { execFile } from "node:child_process"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { RELEASES, Updates } from "../updates/world"

const VERIFY = path.resolve(__dirname, "../../../scripts/verify.mjs")

type Check = { rule: number; title: string; violations: Record<string, unknown>[] }

/** What `npm run verify` says of a store whose orders are as they should be, or are not. */
export function verify(app: App): void {
  const knex = () => app.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

  /** What the program says now. It exits with 1 when it finds something. */
  async function checks(): Promise<Check[]> {
    const { connectionString } = knex().client.config.connection
    const stdout = await new Promise<string>((resolve) =>
      execFile(process.execPath, [VERIFY, connectionString, "--json", "--patience=0"], (_error, text) => resolve(text))
    )
    return JSON.parse(stdout).checks
  }

  /** Paid units without a license. */
  async function waiting() {
    const { violations } = (await checks()).find(({ rule }) => rule === 2)!
    return violations.map(({ order_id, units, licenses }) => ({ order_id, units, licenses }))
  }

  /** What is wrong with releases, by what was looked for. */
  async function releases() {
    const found = (await checks()).filter(({ title, violations }) => /release/.test(title) && violations.length)
    return Object.fromEntries(found.map(({ title, violations }) => [title, violations]))
  }

  it("lets many keys of a free order wait for an operator, and no unit beside them", async () => {
    const { orders, store } = app
    const { promotion } = await store.admin.post("/admin/promotions", {
      code: "GIFT",
      type: "standard",
      status: "active",
      application_method: { type: "percentage", target_type: "order", value: 100, currency_code: "eur" },
    })
    const many = await orders.anOrder({ basket: { solo: 101 }, promo: promotion.code })
    const few = await orders.anOrder({ basket: { solo: 2 }, promo: promotion.code })
    expect((await orders.licenses(few)).length).toBe(2)
    expect(await orders.licenses(many)).toEqual([])
    expect(await waiting()).toEqual([])

    const lose = async (order: { id: string }, from: number) => {
      const lost = knex()("license_center_license").where({ order_id: order.id }).where("unit_index", ">=", from)
      await knex()("license_center_term").whereIn("license_id", lost.clone().select("id")).delete()
      await lost.delete()
    }
    await lose(few, 0)
    expect(await waiting()).toEqual([{ order_id: few.id, units: 2, licenses: 0 }])
    await orders.reconcile(few)
    // Once an operator has said yes, what is missing of them is missing.
    expect((await orders.reconcile(many)).issued).toHaveLength(101)
    expect(await waiting()).toEqual([])
    await lose(many, 1)
    expect(await waiting()).toEqual([{ order_id: many.id, units: 101, licenses: 1 }])
  })

  it("finds more time and more moves that nobody wrote down, and only those", async () => {
    const { orders, store } = app
    const [given, taken] = await orders.licenses(await orders.aPaidOrder({ basket: { solo: 2 } }))
    const licensing = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const full = async (license_id: string) => {
      const moves = [1, 2, 3].map((n) => ({ from_activation_id: `${license_id}-${n}`, to_activation_id: "none" }))
      await licensing.createLicenseRebinds(moves.map((move) => ({ ...move, license_id, rebound_at: new Date() })))
    }
    await full(given!.id)
    await store.admin.post(`/admin/license-center/licenses/${given!.id}/extend`, { by: "P1Y" })
    await store.admin.post(`/admin/license-center/licenses/${given!.id}/allow-rebind`)
    const found = async () => (await checks()).filter(({ violations }) => violations.length).map(({ title }) => title)
    expect(await found()).toEqual([])
    await full(taken!.id)
    await licensing.createLicenseTerms({ license_id: taken!.id, kind: "extension", starts_at: new Date() } as never)
    await knex()("license_center_rebind").where({ license_id: taken!.id }).update({ forgiven_at: new Date() })
    expect(await found()).toEqual(["extensions without an event", "moves that count no longer without an event"])
  })

  describe("of releases", () => {
    const updates = new Updates(app)
    const LAST_EVENT = "releases whose last event says something else"
    const FILES = "published releases without the files that publishing asks for"
    const UNKNOWN = "products whose published releases nobody is told of"

    it("finds nothing, whatever operators did to them", async () => {
      await updates.draft("0.9.0")
      const discarded = await updates.draft("0.9.1")
      await updates.admin.delete(`${RELEASES}/${discarded.id}`)
      const yanked = await updates.release("1.0.0")
      await updates.admin.post(`${RELEASES}/${yanked.id}/yank`)
      const back = await updates.release("1.1.0")
      await updates.admin.post(`${RELEASES}/${back.id}/yank`)
      await updates.admin.post(`${RELEASES}/${back.id}/rollout`, { rollout_percent: 10 })
      await updates.admin.post(`${RELEASES}/${back.id}/publish`)
      expect(await releases()).toEqual({})
    })

    it.each([
      ["published behind the trail's back", "status = 'published', yanked_at = NULL", "release.yanked"],
      ["deleted behind the trail's back", "deleted_at = now()", "release.yanked"],
    ])("finds one that was %s", async (_, change, last_event) => {
      const { id } = await updates.release("1.0.0")
      await updates.admin.post(`${RELEASES}/${id}/yank`)
      await updates.sql(`UPDATE license_center_release SET ${change} WHERE id = ?`, [id])
      expect(await releases()).toEqual({ [LAST_EVENT]: [expect.objectContaining({ release_id: id, last_event })] })
    })

    it("finds drafts and yanks that nobody published or yanked", async () => {
      const draft = await updates.draft("1.0.0")
      const yanked = await updates.release("1.1.0")
      await updates.sql("UPDATE license_center_release SET status = 'published', published_at = now() WHERE id = ?", [
        draft.id,
      ])
      await updates.sql("UPDATE license_center_release SET status = 'yanked' WHERE id = ?", [yanked.id])
      const found = await releases()
      expect(found[LAST_EVENT]).toHaveLength(2)
      expect(found[LAST_EVENT]).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ release_id: draft.id, status: "published", last_event: null }),
          expect.objectContaining({ release_id: yanked.id, status: "yanked", last_event: "release.published" }),
        ])
      )
    })

    it("finds a published one whose files are gone, or lack what an updater needs", async () => {
      const empty = await updates.release("1.0.0")
      await updates.sql("UPDATE license_center_artifact SET deleted_at = now() WHERE release_id = ?", [empty.id])
      const unsigned = await updates.release("1.1.0")
      await updates.sql("UPDATE license_center_artifact SET filename = 'Nimbus.app.tar.gz' WHERE release_id = ?", [
        unsigned.id,
      ])
      const { [FILES]: found, ...others } = await releases()
      expect(others).toEqual({})
      expect(found).toHaveLength(2)
      expect(found).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ release_id: empty.id, filename: null }),
          expect.objectContaining({ release_id: unsigned.id, filename: "Nimbus.app.tar.gz" }),
        ])
      )
    })

    it("finds a product whose releases no process would read", async () => {
      const { key } = await updates.aDevice()
      await updates.release("2.0.0")
      await updates.sql("DELETE FROM license_center_release_catalogue WHERE id = ?", [app.store.product.id])
      // What makes it worth finding: the store has the release, and its customers hear nothing.
      expect((await updates.ask("version=1.0.0", `License ${key}`)).body.status).toBe("up_to_date")
      expect(await releases()).toEqual({
        [UNKNOWN]: [{ product_id: app.store.product.id, releases: 1, versions: ["2.0.0"] }],
      })
    })
  })
}
