import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import fc from "fast-check"
import { LICENSING_MODULE } from ".."
import { seeded } from "../../../lib/__tests__/seeded"
import type LicensingModuleService from "../service"
import { aLicense, MODULE_OPTIONS } from "./fixtures"

jest.setTimeout(180_000)

const SEATS = 2
const REBINDS = 2
const DEVICES = ["a", "b", "c", "d"]

/** What a license is, said as simply as possible. */
type Model = { seats: Set<string>; rebinds: number; expired: boolean; status: "active" | "suspended" | "revoked" }
type Real = { service: LicensingModuleService; license: Awaited<ReturnType<typeof aLicense>> }

const refusal = (model: Model) =>
  model.status === "revoked" ? "REVOKED" : model.status === "suspended" ? "SUSPENDED" : model.expired ? "EXPIRED" : null

abstract class Command implements fc.AsyncCommand<Model, Real> {
  check = () => true
  abstract run(model: Model, real: Real): Promise<void>

  protected request(real: Real, fingerprint: string) {
    return { key: real.license.key, product: real.license.product, fingerprint }
  }

  /** After every command, what the database holds is what the model holds. */
  protected async agree(model: Model, { service, license }: Real) {
    const live = await service.listLicenseActivations({ license_id: license.id, deactivated_at: null })
    expect(live.map((activation) => activation.name).sort()).toEqual([...model.seats].sort())
    expect(live.length).toBeLessThanOrEqual(SEATS)
  }
}

class Activate extends Command {
  constructor(readonly device: string) {
    super()
  }
  async run(model: Model, real: Real) {
    const { body, created } = await real.service.activate({ ...this.request(real, this.device), name: this.device })
    const held = model.seats.has(this.device)
    const code = refusal(model) ?? (held || model.seats.size < SEATS ? "VALID" : "SEAT_LIMIT_REACHED")
    expect(body.code).toBe(code)
    expect(created).toBe(code === "VALID" && !held)
    if (code === "VALID") {
      model.seats.add(this.device)
      expect(body.lease).toBeDefined()
    }
    expect(body.license!.seats).toEqual({ limit: SEATS, used: model.seats.size })
    await this.agree(model, real)
  }
  toString = () => `activate(${this.device})`
}

class Validate extends Command {
  constructor(readonly device: string) {
    super()
  }
  async run(model: Model, real: Real) {
    const body = await real.service.validate(this.request(real, this.device))
    expect(body.code).toBe(refusal(model) ?? (model.seats.has(this.device) ? "VALID" : "NOT_ACTIVATED"))
    expect(body.license!.seats.used).toBe(model.seats.size)
  }
  toString = () => `validate(${this.device})`
}

class Deactivate extends Command {
  constructor(readonly device: string) {
    super()
  }
  async run(model: Model, real: Real) {
    const { body } = await real.service.deactivate(this.request(real, this.device))
    model.seats.delete(this.device)
    expect(body).toMatchObject({ code: "DEACTIVATED", license: { seats: { used: model.seats.size } } })
    await this.agree(model, real)
  }
  toString = () => `deactivate(${this.device})`
}

class Rebind extends Command {
  constructor(
    readonly from: string,
    readonly to: string
  ) {
    super()
  }
  check = () => this.from !== this.to
  async run(model: Model, real: Real) {
    const input = { ...this.request(real, this.to), from: this.from, name: this.to }
    const { body, changed } = await real.service.rebind(input)
    const refused = refusal(model)
    if (refused) {
      expect(body.code).toBe(refused)
    } else if (!model.seats.has(this.from)) {
      // A repeated move is answered like the first; anything else is refused. Neither moves anything.
      expect(["NOT_ACTIVATED", "VALID"]).toContain(body.code)
      expect(changed).toBeNull()
      expect(body.code === "VALID" && !model.seats.has(this.to)).toBe(false)
    } else if (model.rebinds >= REBINDS) {
      expect(body).toMatchObject({ code: "REBIND_LIMIT_REACHED", rebinds: { limit: REBINDS, used: model.rebinds } })
    } else {
      expect(body.code).toBe("VALID")
      model.seats.delete(this.from)
      model.seats.add(this.to)
      model.rebinds++
      expect(body.license!.seats.used).toBe(model.seats.size)
    }
    // A device that moved onto one that holds a seat already keeps that one's name.
    await this.agree(model, real)
  }
  toString = () => `rebind(${this.from} → ${this.to})`
}

class AllowRebind extends Command {
  async run(model: Model, { service, license }: Real) {
    const changed = await service.allowRebind({ id: license.id, actor: { type: "operator" } })
    expect(changed).toBe(model.rebinds >= REBINDS)
    model.rebinds = Math.min(model.rebinds, REBINDS - 1)
  }
  toString = () => "allow a rebind"
}

class Expire extends Command {
  constructor(readonly expired: boolean) {
    super()
  }
  async run(model: Model, { service, license }: Real) {
    const [term] = await service.listLicenseTerms({ license_id: license.id })
    const day = 86_400_000
    const ends_at = new Date(Date.now() + (this.expired ? -30 : 30) * day)
    await service.updateLicenseTerms({ id: term!.id, starts_at: new Date(Date.now() - 90 * day), ends_at })
    model.expired = this.expired
  }
  toString = () => (this.expired ? "expire" : "renew")
}

class SetStatus extends Command {
  constructor(readonly action: "suspend" | "reinstate" | "revoke") {
    super()
  }
  async run(model: Model, { service, license }: Real) {
    const input = { id: license.id, action: this.action, because: "operator", actor: { type: "operator" } } as const
    if (this.action === "suspend" && model.status === "revoked") {
      await expect(service.changeLicenseStatus(input)).rejects.toThrow(/cannot be changed/)
      return
    }
    const next = ({ suspend: "suspended", reinstate: "active", revoke: "revoked" } as const)[this.action]
    expect(await service.changeLicenseStatus(input)).toBe(model.status !== next)
    model.status = next
  }
  toString = () => this.action
}

const device = fc.constantFrom(...DEVICES)
const commands = fc.commands(
  [
    device.map((d) => new Activate(d)),
    device.map((d) => new Activate(d)),
    device.map((d) => new Validate(d)),
    device.map((d) => new Deactivate(d)),
    fc.tuple(device, device).map(([from, to]) => new Rebind(from, to)),
    fc.constant(new AllowRebind()),
    fc.boolean().map((expired) => new Expire(expired)),
    fc.constantFrom("suspend", "reinstate", "revoke").map((action) => new SetStatus(action as "suspend")),
  ],
  { maxCommands: 30 }
)

moduleIntegrationTestRunner<LicensingModuleService>({
  moduleName: LICENSING_MODULE,
  resolve: "./src/modules/licensing",
  moduleOptions: MODULE_OPTIONS,
  testSuite: ({ service }) => {
    it("a license does what a simple model of it does, in any order of calls", async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (cmds) => {
          const license = await aLicense(service, {
            seats: SEATS,
            rebind_limit: REBINDS,
            term: "P1M",
            grace: "P7D",
            spare_activations: 0,
          })
          await fc.asyncModelRun(
            () => ({
              model: { seats: new Set<string>(), rebinds: 0, expired: false, status: "active" as const },
              real: { service, license },
            }),
            cmds
          )
        }),
        { ...seeded("model of a license"), numRuns: 60 }
      )
    })
  },
})
