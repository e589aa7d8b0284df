import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { RELEASES_MODULE } from ".."
import ReleasesModuleService from "../service"
import type { ArtifactFields } from "../types"

jest.setTimeout(120_000)

const OPERATOR = { type: "operator", id: "user_1" } as const
const OPTIONS = { secret: Buffer.alloc(32, 7).toString("base64") }

const aFile = (file: Partial<ArtifactFields> = {}): ArtifactFields => ({
  platform: "win32",
  arch: "x64",
  kind: "installer",
  filename: "Nimbus-Setup.exe",
  file_id: null,
  url: "https://files.example/Nimbus-Setup.exe",
  size: 5_000_000_000,
  sha512: "AB".repeat(64),
  sha256: null,
  signature: null,
  ...file,
})

moduleIntegrationTestRunner<ReleasesModuleService>({
  moduleName: RELEASES_MODULE,
  resolve: "./src/modules/releases",
  moduleOptions: OPTIONS,
  pathToMigrations: "./src/modules/releases/migrations",
  testSuite: ({ service, MikroOrmWrapper }) => {
    let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
    beforeEach(() => {
      pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
    })
    afterEach(() => pool.destroy())

    /** The same module in another process. */
    const otherProcess = () =>
      new ReleasesModuleService({ __pg_connection__: pool, baseRepository: {} } as never, OPTIONS)

    const aDraft = (version: string, product_id = "prod_1") => service.draftRelease({ product_id, version }, OPERATOR)
    const published = async (version: string, product_id = "prod_1") => {
      const id = await aDraft(version, product_id)
      await service.addArtifact(id, aFile(), OPERATOR)
      await service.publishRelease(id, OPERATOR)
      return id
    }
    const versions = async (of: ReleasesModuleService, product_id = "prod_1") =>
      (await of.catalogueOf(product_id)).map(({ version, yanked }) => version.version + (yanked ? " yanked" : ""))

    it("dates an event when the change was made, not when it began to wait for its turn", async () => {
      const id = await aDraft("1.0.0")
      await service.addArtifact(id, aFile(), OPERATOR)
      const first = await pool.transaction()
      await first.raw("SELECT id FROM license_center_release WHERE id = ? FOR UPDATE", [id])
      const publishing = service.publishRelease(id, OPERATOR)
      await new Promise((resolve) => setTimeout(resolve, 200))
      const { rows } = await first.raw("SELECT clock_timestamp() AS free")
      await first.commit()
      await publishing
      const [event] = await service.listReleaseEvents({ release_id: id, name: "release.published" })
      expect(event!.created_at.getTime()).toBeGreaterThanOrEqual(rows[0].free.getTime())
    })

    it("keeps each version of a product once, in one spelling", async () => {
      const id = await aDraft("1.0.0+build.7")
      expect(await service.retrieveRelease(id)).toMatchObject({ version: "1.0.0", status: "draft", channel: "stable" })
      await expect(aDraft("1.0.0")).rejects.toMatchObject({ type: "duplicate_error" })
      await expect(aDraft("v1.0.0")).rejects.toMatchObject({ type: "invalid_data" })
      await aDraft("1.0.0", "prod_2")
      await service.discardRelease(id, OPERATOR)
      await aDraft("1.0.0")
    })

    it("writes down what an author says of a file in one spelling, and refuses what makes no sense", async () => {
      const id = await aDraft("1.0.0")
      await service.addArtifact(id, aFile({ sha256: Buffer.alloc(32, 1).toString("base64") }), OPERATOR)
      const [file] = await service.listReleaseArtifacts({ release_id: id })
      expect(file).toMatchObject({ size: "5000000000", sha512: "ab".repeat(64), sha256: "01".repeat(32) })
      const bad: Partial<ArtifactFields>[] = [
        {},
        { filename: "../evil.exe" },
        { filename: 'a".exe' },
        { filename: "b.exe", sha512: "abc" },
        { filename: "c.exe", sha256: "abc" },
        { filename: "d.exe", signature: "not one" },
        { filename: "e.exe", url: null },
        { filename: "f.exe", file_id: "x" },
      ]
      for (const fields of bad) {
        await expect(service.addArtifact(id, aFile(fields), OPERATOR)).rejects.toMatchObject({
          type: expect.stringMatching(/invalid_data|duplicate_error/),
        })
      }
      expect(await service.listReleaseArtifacts({ release_id: id })).toHaveLength(1)
    })

    it("publishes what a client can install, and says what is missing", async () => {
      const id = await aDraft("1.0.0")
      await expect(service.publishRelease(id, OPERATOR)).rejects.toThrow(/It has no file yet/)
      await service.addArtifact(id, aFile({ filename: "Nimbus.app.tar.gz", platform: "darwin" }), OPERATOR)
      await expect(service.publishRelease(id, OPERATOR)).rejects.toThrow(/no minisign signature/)
      const [file] = await service.listReleaseArtifacts({ release_id: id })
      await service.removeArtifact(id, file!.id, OPERATOR)
      await service.addArtifact(id, aFile(), OPERATOR)
      expect(await service.publishRelease(id, OPERATOR)).toBe(true)
      expect(await service.publishRelease(id, OPERATOR)).toBe(false)
    })

    it("leaves what clients know as it was", async () => {
      const id = await published("1.0.0")
      await expect(service.changeRelease(id, { version: "1.0.1" }, OPERATOR)).rejects.toMatchObject({
        type: "not_allowed",
      })
      await expect(service.addArtifact(id, aFile({ filename: "b.exe" }), OPERATOR)).rejects.toMatchObject({
        type: "not_allowed",
      })
      await expect(service.discardRelease(id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
      await service.changeRelease(id, { notes: "Better", rollout_percent: 20, min_os: { darwin: "12.0" } }, OPERATOR)
      expect(await service.retrieveRelease(id)).toMatchObject({
        notes: "Better",
        rollout_percent: 20,
        min_os: { darwin: "12.0" },
      })
    })

    it("shows every process the newest state at once, and reads it once for as long as it stays", async () => {
      const other = otherProcess()
      expect(await versions(other)).toEqual([])
      const one = await published("1.0.0")
      await published("1.10.0")
      await published("1.9.0")
      await aDraft("2.0.0")
      expect([await versions(service), await versions(other)]).toEqual([
        ["1.10.0", "1.9.0", "1.0.0"],
        ["1.10.0", "1.9.0", "1.0.0"],
      ])
      const [kept] = await other.catalogueOf("prod_1")
      expect((await other.catalogueOf("prod_1"))[0]).toBe(kept)
      await service.yankRelease(one, "It loses data", OPERATOR)
      expect(await versions(other)).toEqual(["1.10.0", "1.9.0", "1.0.0 yanked"])
      expect((await other.catalogueOf("prod_1"))[0]).not.toBe(kept)
    })

    it("gives links that run out, open one file, and cannot be made up", async () => {
      const id = await published("1.0.0")
      const [artifact] = await service.listReleaseArtifacts({ release_id: id })
      const now = new Date()
      const grant = await service.grantFile(artifact!.id, now)
      const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
      expect(await otherProcess().openGrant(grant, later(299))).toBe(artifact!.id)
      expect(await service.openGrant(grant, later(301))).toBeNull()
      const [file, until, signature] = grant.split(".")
      for (const forged of [
        "",
        "a.b",
        `${file}.${Number(until) + 1000}.${signature}`,
        `lcart_other.${until}.${signature}`,
        `${grant}.x`,
        `${file}.${until}.`,
      ]) {
        expect([forged, await service.openGrant(forged, now)]).toEqual([forged, null])
      }
      expect(await service.findFile(artifact!.id)).toMatchObject({ size: 5_000_000_000, version: "1.0.0" })
      expect(await service.findFile("lcart_none")).toBeNull()
    })

    it("writes down every change and who made it, in a trail that nobody can change", async () => {
      const id = await published("1.0.0")
      await service.changeRelease(id, { rollout_percent: 5 }, OPERATOR)
      await service.yankRelease(id, "It loses data", OPERATOR)
      await service.publishRelease(id, OPERATOR)
      const events = await service.listReleaseEvents({ release_id: id }, { order: { created_at: "ASC", id: "ASC" } })
      expect(events.map(({ name }) => name)).toEqual([
        "release.created",
        "release.artifact_added",
        "release.published",
        "release.updated",
        "release.yanked",
        "release.published",
      ])
      expect(events[4]).toMatchObject({ actor_type: "operator", actor_id: "user_1", reason: "It loses data" })
      await expect(pool.raw("UPDATE license_center_release_event SET reason = 'other'")).rejects.toThrow(/append-only/)
      await expect(pool.raw("DELETE FROM license_center_release_event")).rejects.toThrow(/append-only/)
    })

    it("lets one of two who publish and yank at the same time win, whole", async () => {
      const id = await published("1.0.0")
      await Promise.all([
        ...Array.from({ length: 5 }, () => service.yankRelease(id, "x", OPERATOR)),
        ...Array.from({ length: 5 }, () => service.publishRelease(id, OPERATOR)),
      ])
      const [{ status }, [shown]] = [await service.retrieveRelease(id), await otherProcess().catalogueOf("prod_1")]
      expect(shown!.yanked).toBe(status === "yanked")
    })
  },
})
