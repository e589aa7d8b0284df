import { randomBytes } from "node:crypto"
import { logger } from "@medusajs/framework/logger"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import LicensingModuleService from "../service"
import { aLicense, MODULE_OPTIONS } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

const aSecret = () => randomBytes(32).toString("base64")

withLicensing(({ service, MikroOrmWrapper }) => {
  let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
  beforeEach(() => {
    pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
  })
  afterEach(() => pool.destroy())

  /** The same module in a process with other secrets. */
  const withSecrets = (secret: string, previous_secret?: string) =>
    new LicensingModuleService(
      { __pg_connection__: pool, logger: { warn: () => undefined }, baseRepository: {} } as never,
      { ...MODULE_OPTIONS, secret, previous_secret }
    )

  it("moves what is under the previous secret, and neither stops at nor touches what is under a third one", async () => {
    const [first, second, third] = [MODULE_OPTIONS.secret, aSecret(), aSecret()]
    const forgotten = await aLicense(service)
    await aLicense(service)
    // The store went on to its second secret, but one license was out of reach: restored from a backup, say.
    const sealed = () => pool("license_center_license").where({ id: forgotten.id })
    const [before] = await sealed()
    await withSecrets(second, first).resealSecrets()
    await sealed().update({ key_sealed: before.key_sealed, key_hash: before.key_hash })
    const warn = jest.spyOn(logger, "warn").mockReturnValue(undefined)

    const rotating = withSecrets(third, second)
    // One other license and two signing keys. One row a batch: the forgotten one must not fill the first batch either.
    expect(await rotating.resealSecrets(1)).toBe(3)
    expect(warn).not.toHaveBeenCalled()
    expect([await rotating.resealSecrets(1), await rotating.resealSecrets(1)]).toEqual([0, 0])
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/neither .* nor .* opens everything .*\(licenses: 1, signing keys: 0\)/),
    ])
    expect((await sealed())[0]).toMatchObject({ key_sealed: before.key_sealed, key_hash: before.key_hash })
    warn.mockClear()

    // With the first secret named as the previous one, it moves as well.
    expect(await withSecrets(third, first).resealSecrets()).toBe(1)
    const after = withSecrets(third)
    expect((await after.listLicensesForDelivery([forgotten.id]))[0]!.key).toBe(forgotten.key)
    expect(await after.resealSecrets()).toBe(0)
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  it("goes on knowing who unsubscribed, also those who did so after the secret changed", async () => {
    const [first, second] = [MODULE_OPTIONS.secret, aSecret()]
    const { email } = await aLicense(service)
    const customer = { type: "customer" } as const
    const hashes = async () => (await pool("license_center_unsubscribe")).map(({ email_hash }) => email_hash as string)
    await withSecrets(first).reminders.unsubscribes.set(email, false, customer)
    const before = await hashes()

    const rotating = withSecrets(second, first)
    expect(await rotating.reminders.unsubscribes.has(email)).toBe(true)
    await rotating.resealSecrets()
    const after = await hashes()
    expect([after.length, after[0] === before[0]]).toEqual([1, false])
    const rotated = withSecrets(second).reminders.unsubscribes
    expect(await rotated.has(email)).toBe(true)
    expect(await withSecrets(first).reminders.unsubscribes.has(email)).toBe(false)
    // It is that row, and no second one: it comes back as it went.
    expect(await rotated.set(email, true, customer)).toBe(true)
    expect([await rotated.has(email), (await hashes()).length]).toEqual([false, 1])

    // A process that still runs under the old secret writes its hash beside the new one.
    await withSecrets(first).reminders.unsubscribes.set(email, false, customer)
    expect(await rotating.reminders.unsubscribes.has(email)).toBe(true)
  })
})
