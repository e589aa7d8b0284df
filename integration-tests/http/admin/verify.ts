import { execFile } from "node:child_process"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"

const VERIFY = path.resolve(__dirname, "../../../scripts/verify.mjs")

type Check = { rule: number; violations: { order_id: string; units: number; licenses: number }[] }

/** What `npm run verify` says of a store whose orders are as they should be, or are not. */
export function verify(app: App): void {
  const knex = () => app.container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

  /** Paid units without a license, as the program finds them now. It exits with 1 when it finds some. */
  async function waiting() {
    const { connectionString } = knex().client.config.connection
    const stdout = await new Promise<string>((resolve) =>
      execFile(process.execPath, [VERIFY, connectionString, "--json", "--patience=0"], (_error, text) => resolve(text))
    )
    const { violations } = (JSON.parse(stdout).checks as Check[]).find(({ rule }) => rule === 2)!
    return violations.map(({ order_id, units, licenses }) => ({ order_id, units, licenses }))
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
}
