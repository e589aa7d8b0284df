import { inspect } from "node:util"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { inTransaction, rows, runPrepared } from "../../../lib/database"
import { aLicense } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

type Pool = ReturnType<typeof ModulesSdkUtils.createPgConnection>

withLicensing(({ service, MikroOrmWrapper }) => {
  let pool: Pool
  beforeEach(() => {
    pool = ModulesSdkUtils.createPgConnection({
      clientUrl: MikroOrmWrapper.clientUrl,
      pool: { min: 0, max: 1 },
    })
  })
  afterEach(() => pool.destroy())

  const failure = (work: Promise<unknown>): Promise<Error & { code?: string; constraint?: string }> =>
    work.then(
      () => Promise.reject(new Error("it did not fail")),
      (error) => error
    )

  describe("a statement that fails", () => {
    const secret = "hash - of - ada@example.com"

    it("says why, and neither what was asked nor with which values", async () => {
      const { id } = await aLicense(service)
      const copy = `INSERT INTO license_center_license SELECT l.* FROM license_center_license l
                       WHERE l.id = ? AND l.masked_key <> ?`
      const error = await failure(rows(pool, copy, [id, secret]))
      expect(error).toMatchObject({
        name: "error",
        message: expect.stringMatching(
          /^duplicate key value violates unique constraint "license_center_license_pkey"$/
        ),
        code: "23505",
        constraint: "license_center_license_pkey",
      })
      // All of it: a logger may print more than the message.
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/INSERT INTO|ada@example|hash - of|Key \(/)
    })

    it.each([
      ["text that is no number", "SELECT ?::int", "22P02"],
      ["a NUL", "SELECT ?::text", "22021"],
      ["a wrong status", "UPDATE license_center_license SET status = ?", "23514"],
    ])("does not quote %s", async (_, text, code) => {
      await aLicense(service)
      const value = code === "22021" ? `${secret}\0` : secret
      const error = await failure(rows(pool, text, [value]))
      expect(error.code).toBe(code)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/ada@example|hash - of/)
      if (code === "22P02") {
        const prepared = { name: "refused", text: text.replace("?", "$1") }
        const same = await failure(runPrepared(pool, prepared, [value], (row) => row))
        expect([same.code, same.message]).toEqual([code, error.message])
      }
    })

    it("is said as shortly inside a transaction, which is rolled back and gives its connection back", async () => {
      const { id } = await aLicense(service)
      const rename = "UPDATE license_center_license SET email = ? WHERE id = ?"
      const work = inTransaction(pool, async (trx) => {
        await rows(trx, rename, [secret, id])
        await rows(trx, "SELECT ?::int", [secret])
      })
      expect(inspect(await failure(work))).not.toMatch(/ada@example|hash - of/)
      expect((await service.retrieveLicenseSummary(id)).email).not.toBe(secret)
      expect(pool.client.pool.numUsed()).toBe(0)
      await inTransaction(pool, (trx) => rows(trx, rename, [secret, id]))
      expect((await service.retrieveLicenseSummary(id)).email).toBe(secret)
    })
  })

  describe("a pool without a free connection", () => {
    it("is waited for five seconds, and what comes after that is not lost to the pool", async () => {
      const held = await pool.client.acquireConnection()
      const start = Date.now()
      const [look, change] = await Promise.all([
        failure(runPrepared(pool, { name: "one", text: "SELECT 1" }, [], (row) => row)),
        failure(inTransaction(pool, () => Promise.resolve("never"))),
      ])
      expect(Date.now() - start).toBeGreaterThan(4_500)
      expect(Date.now() - start).toBeLessThan(8_000)
      expect([look.message, change.message]).toEqual(Array(2).fill("the database did not answer within 5 s"))
      await pool.client.releaseConnection(held)
      expect(await rows(pool, "SELECT 1 AS one")).toEqual([{ one: 1 }])
      expect(pool.client.pool.numUsed()).toBe(0)
      expect(await inTransaction(pool, () => Promise.resolve("again"))).toBe("again")
    })
  })
})
