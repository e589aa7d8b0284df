import { setTimeout as sleep } from "node:timers/promises"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { LICENSING_MODULE } from ".."
import type LicensingModuleService from "../service"
import { aLicense, anOrder, anUpgrade, aPlan, MODULE_OPTIONS, refunded, SYSTEM } from "./fixtures"

jest.setTimeout(120_000)

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

moduleIntegrationTestRunner<LicensingModuleService>({
  moduleName: LICENSING_MODULE,
  resolve: "./src/modules/licensing",
  moduleOptions: MODULE_OPTIONS,
  testSuite: ({ service, MikroOrmWrapper }) => {
    describe("under races", () => {
      it("never sells a seat twice: 40 rounds of 50 devices that want one of 3 seats", async () => {
        const license = await aLicense(service, { seats: 3 })
        for (let round = 0; round < 40; round++) {
          const answers = await times(50, (device) =>
            service.activate({ key: license.key, product: license.product, fingerprint: `device-${round}-${device}` })
          )
          const won = answers.filter((answer) => answer.body.code === "VALID")
          expect(won).toHaveLength(3)
          expect(answers.filter((answer) => answer.body.code === "SEAT_LIMIT_REACHED")).toHaveLength(47)
          const live = await service.listLicenseActivations({ license_id: license.id, deactivated_at: null })
          expect(live).toHaveLength(3)
          await times(won.length, (index) =>
            service.deactivate({
              key: license.key,
              product: license.product,
              activation_id: won[index]!.body.activation!.id,
            })
          )
        }
      })

      it("gives one device one seat, however often it asks at once, and refuses none", async () => {
        const license = await aLicense(service, { seats: 1 })
        const answers = await times(50, () =>
          service.activate({ key: license.key, product: license.product, fingerprint: "one device" })
        )
        expect(answers.map((answer) => answer.body.code)).toEqual(Array(50).fill("VALID"))
        expect(answers.filter((answer) => answer.created)).toHaveLength(1)
        expect(new Set(answers.map((answer) => answer.body.activation!.id)).size).toBe(1)
        expect(await service.listLicenseActivations({ license_id: license.id })).toHaveLength(1)
      })

      it("moves a seat once when it is moved by many at the same time", async () => {
        const license = await aLicense(service, { seats: 1, rebind_limit: 3 })
        await service.activate({ key: license.key, product: license.product, fingerprint: "old" })
        const answers = await times(20, (index) =>
          service.rebind({ key: license.key, product: license.product, from: "old", fingerprint: `new-${index}` })
        )
        expect(answers.filter((answer) => answer.body.code === "VALID")).toHaveLength(1)
        expect(await service.listLicenseActivations({ license_id: license.id, deactivated_at: null })).toHaveLength(1)
        expect(await service.listLicenseRebinds({ license_id: license.id })).toHaveLength(1)
      })

      it("issues each unit of an order once, however many runs there are", async () => {
        const plan = await aPlan(service)
        const order = anOrder(plan.id, { quantity: 7 })
        const results = await times(25, () => service.reconcileOrder(order, SYSTEM))
        expect(results.flatMap((result) => result.issued)).toHaveLength(7)
        const licenses = await service.listLicenses({ order_id: order.id }, { order: { unit_index: "ASC" } })
        expect(licenses.map((license) => license.unit_index)).toEqual([0, 1, 2, 3, 4, 5, 6])
        expect(new Set(licenses.map((license) => license.delivery_id)).size).toBe(1)
      })

      it("comes to one state when a cancellation overtakes: revoked, not issued anew", async () => {
        const plan = await aPlan(service)
        const order = anOrder(plan.id, { quantity: 2 })
        await service.reconcileOrder(order, SYSTEM)
        await times(10, (index) => service.reconcileOrder(index % 2 ? order : { ...order, status: "canceled" }, SYSTEM))
        await service.reconcileOrder({ ...order, status: "canceled" }, SYSTEM)
        const licenses = await service.listLicenses({ order_id: order.id })
        expect(licenses.map((license) => license.status)).toEqual(["revoked", "revoked"])
      })

      describe("between the order that sold a license and the one that upgrades it", () => {
        type Pool = ReturnType<typeof ModulesSdkUtils.createPgConnection>
        let pool: Pool
        beforeEach(() => {
          pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
        })
        afterEach(() => pool.destroy())

        const waiting = async (count: number) => {
          const text = `SELECT count(*)::int AS count FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'`
          while ((await pool.raw(text)).rows[0].count < count) {
            await sleep(20)
          }
        }

        /** `first` has the locks of the licenses and stands before its last step, while `second` wants them. */
        const overtaken = async <T>(first: () => Promise<unknown>, second: () => Promise<T>): Promise<T> => {
          const trx = await pool.transaction()
          await trx.raw("LOCK TABLE license_center_event IN SHARE MODE")
          const running = first()
          await waiting(1)
          const after = second()
          await waiting(2)
          await trx.commit()
          await running
          return after
        }

        it("sees what waiting for it has brought: what was sold, and not what the upgrade made of it", async () => {
          const { id, order } = await aLicense(service, { term: "P1Y", seats: 2, quantity_means: "seats" })
          const sale = { ...order, lines: order.lines.map((line) => ({ ...line, quantity: 2 })) }
          await service.reconcileOrder(sale, SYSTEM)
          const upgrade = await anUpgrade(service, id, { term: "P1Y", seats: 9, quantity_means: "seats" })
          const seats = [9, 4]
          for (const change of [upgrade.order, refunded(upgrade.order)]) {
            const result = await overtaken(
              () => service.reconcileOrder(change, SYSTEM),
              () => service.reconcileOrder(sale, SYSTEM)
            )
            expect(result).toMatchObject({ resized: [], flags: [], unchanged: [id] })
            expect(await service.retrieveLicenseSummary(id)).toMatchObject({ seats: { limit: seats.shift() } })
          }
        })
      })

      it("makes one pair of signing keys when many processes boot at once", async () => {
        const sets = await times(20, () => service.jwks())
        expect(new Set(sets.map((keys) => JSON.stringify(keys))).size).toBe(1)
        expect(sets[0]).toHaveLength(2)
      })

      it("keeps the database as the last word: a second row for a unit or a live device is refused", async () => {
        const license = await aLicense(service)
        const { body } = await service.activate({ key: license.key, product: license.product, fingerprint: "device" })
        const [activation] = await service.listLicenseActivations({ id: body.activation!.id })
        const { id: _id, license: _license, ...copy } = activation! as Record<string, unknown>
        await expect(service.createLicenseActivations({ ...copy, license_id: license.id } as never)).rejects.toThrow(
          /already exists/
        )
      })
    })
  },
})
