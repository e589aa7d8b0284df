import { aLicense } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

withLicensing(({ service }) => {
  describe("a device that activates again", () => {
    const trail = async (license_id: string) => {
      const events = await service.listLicenseEvents(
        { license_id, name: ["license.activated", "license.activation_changed"] },
        { order: { created_at: "ASC", id: "ASC" } }
      )
      return events.map(({ name, data, activation_id, actor_type }) => ({ name, data, activation_id, actor_type }))
    }

    it("leaves a trace when its environment changes, and with it what it takes", async () => {
      const { id, key, product } = await aLicense(service, { seats: 1, spare_activations: 1 })
      const activate = (environment?: "staging" | "production") =>
        service.activate({ key, product, fingerprint: "a", name: "Site", ...(environment && { environment }) })
      const { body } = await activate("staging")
      expect(body.license!.seats.used).toBe(0)
      await activate("staging")
      await activate()
      expect((await activate("production")).body.license!.seats.used).toBe(1)
      await activate("production")
      expect((await activate("staging")).body.license!.seats.used).toBe(0)
      const staging = { environment: "staging", spare: true }
      const production = { environment: "production", spare: false }
      const same = { activation_id: body.activation!.id, actor_type: "software" }
      expect(await trail(id)).toEqual([
        { ...same, name: "license.activated", data: staging },
        { ...same, name: "license.activation_changed", data: { from: staging, to: production } },
        { ...same, name: "license.activation_changed", data: { from: production, to: staging } },
      ])
    })

    it("leaves none when the change is refused", async () => {
      const { id, key, product } = await aLicense(service, { seats: 1, spare_activations: 1 })
      await service.activate({ key, product, fingerprint: "a" })
      await service.activate({ key, product, fingerprint: "b", environment: "staging" })
      const refused = await service.activate({ key, product, fingerprint: "b", environment: "production" })
      expect(refused.body.code).toBe("SEAT_LIMIT_REACHED")
      expect((await trail(id)).map(({ name }) => name)).toEqual(["license.activated", "license.activated"])
    })
  })
})
