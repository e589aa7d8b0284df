import { readFileSync } from "node:fs"
import { builtinModules, createRequire } from "node:module"
import path from "node:path"
import { Mailbox } from "../setup/mailbox"
import { noteScan, scanDatabase, scanFile } from "../setup/scan-for-secrets"
import { AdminBrowser } from "./lib/admin-browser"
import { packPlugin, type PackedPlugin } from "./lib/pack-plugin"
import { logFile } from "./lib/places"
import { openShop, operator, type Shop } from "./lib/shop"
import { StoreApp } from "./lib/store-app"

jest.setTimeout(150_000)

const buyer = "ada@buyer.example"

describe("the package in a store of its own", () => {
  const app = new StoreApp()
  const mailbox = new Mailbox()
  let packed: PackedPlugin
  let shop: Shop
  let admin: AdminBrowser
  let adminLoaded: Promise<void>

  beforeAll(async () => {
    packed = await packPlugin()
    await app.install(packed)
    await mailbox.switchOn()
    await app.migrate(mailbox.url)
    await app.start()
    admin = await AdminBrowser.open(app.url)
    // Awaited where it is needed: meanwhile the server's tests run.
    adminLoaded = admin.load()
    adminLoaded.catch(() => undefined)
    shop = await openShop(app, buyer)
  })
  afterAll(async () => {
    await app.stop()
    await admin?.close()
    await mailbox.switchOff()
  })

  const code = (files: string[]) => files.filter((file) => file.endsWith(".js") || file.endsWith(".mjs"))
  const contentOf = (file: string) => readFileSync(path.join(app.plugin, file), "utf8")

  describe("what is in it", () => {
    it("is everything that a store, an operator and the sold software load", () => {
      const server = ".medusa/server/src"
      const needed = [
        "package.json",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "docs/client.md",
        `${server}/admin/index.mjs`,
        `${server}/admin/index.js`,
        `${server}/api/middlewares.js`,
        `${server}/cli/release.js`,
        `${server}/client/index.js`,
        `${server}/client/index.d.ts`,
        `${server}/emails/license-delivered.js`,
        `${server}/emails/i18n/de.json`,
        `${server}/jobs/send-notices.js`,
        `${server}/modules/licensing/index.js`,
        `${server}/modules/notices/index.js`,
        `${server}/modules/portal/index.js`,
        `${server}/modules/refunds/index.js`,
        `${server}/modules/support/index.js`,
        `${server}/pages/i18n/de.json`,
        `${server}/api/license-center/t/route.js`,
        `${server}/api/hooks/license-center/inbound/[provider]/route.js`,
        `${server}/providers/smtp/index.js`,
        `${server}/subscribers/order-placed.js`,
        `${server}/workflows/index.js`,
      ]
      expect(needed.filter((file) => !packed.files.includes(file))).toEqual([])
      const migrations = packed.files.filter((file) => /\/migrations\/Migration\d+\.js$/.test(file))
      expect(new Set(migrations.map((file) => file.split("/")[4]))).toEqual(
        new Set(["licensing", "notices", "portal", "refunds", "releases", "support"])
      )
    })

    it("is nothing of the workshop: no tests, fixtures, demo, snapshots or configuration", () => {
      const allowed = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|docs\/.+|\.medusa\/server\/src\/.+)$/
      const workshop = /__tests__|__fixtures__|\.spec\.|\.snapshot-|\.tsx?$(?<!\.d\.ts)|\.log$/
      expect(packed.files.filter((file) => !allowed.test(file) || workshop.test(file))).toEqual([])
    })

    it("asks for every package that its code loads", () => {
      const { dependencies, peerDependencies } = packed.manifest
      const declared = new Set([...Object.keys({ ...dependencies, ...peerDependencies }), ...builtinModules])
      // The dashboard shares its router, its query cache and its translations; a copy of our own would be another one.
      const dashboard = createRequire(path.join(app.folder, "package.json")).resolve("@medusajs/dashboard/package.json")
      const shared = Object.keys(JSON.parse(readFileSync(dashboard, "utf8")).dependencies)
      const undeclared = code(packed.files).flatMap((file) => {
        const known = file.includes("/src/admin/") ? new Set([...declared, ...shared]) : declared
        return packagesLoadedBy(contentOf(file))
          .filter((name) => !known.has(name))
          .map((name) => `${file}: ${name}`)
      })
      expect(undeclared).toEqual([])
    })

    it("resolves what a store names, and Medusa's own packages as the app does", () => {
      const fromApp = createRequire(path.join(app.folder, "medusa-config.ts"))
      const fromPlugin = createRequire(fromApp.resolve("medusa-plugin-license-center/workflows"))
      const inPlugin = (name: string) =>
        path.relative(app.plugin, fromApp.resolve(`medusa-plugin-license-center/${name}`))
      expect(inPlugin("providers/smtp")).toBe(".medusa/server/src/providers/smtp/index.js")
      expect(inPlugin("modules/licensing")).toBe(".medusa/server/src/modules/licensing/index.js")
      expect(inPlugin("workflows")).toBe(".medusa/server/src/workflows/index.js")
      for (const name of ["@medusajs/framework/utils", "@medusajs/medusa/core-flows", "react"]) {
        expect(fromPlugin.resolve(name)).toBe(fromApp.resolve(name))
        expect(fromPlugin.resolve(name)).toContain(`${app.folder}${path.sep}node_modules`)
      }
    })
  })

  describe("the server", () => {
    const ask = async (address: string, body?: object) => {
      const headers = { "content-type": "application/json" }
      const response = await fetch(app.url + address, body && { method: "POST", headers, body: JSON.stringify(body) })
      return { status: response.status, body: await response.json() }
    }

    it("publishes its signing keys", async () => {
      const { status, body } = await ask("/license-center/v1/jwks.json")
      expect(status).toBe(200)
      expect(body.keys[0]).toMatchObject({ kty: "OKP", crv: "Ed25519", kid: expect.any(String) })
    })

    it("answers the sold software with verdicts", async () => {
      const device = { key: "not a key", product: shop.product.handle, fingerprint: "device-1" }
      expect(await ask("/license-center/v1/activate", device)).toMatchObject({
        status: 400,
        body: { valid: false, code: "MALFORMED_KEY" },
      })
      expect(await ask("/license-center/v1/validate", device)).toMatchObject({
        status: 200,
        body: { valid: false, code: "MALFORMED_KEY" },
      })
    })

    it("lets only operators into its admin API", async () => {
      expect((await ask("/admin/license-center/plans")).status).toBe(401)
      const { plans } = await shop.admin.get("/admin/license-center/plans")
      expect(plans.map((plan: { code: string }) => plan.code).sort()).toEqual(["personal", "studio", "team", "trial"])
    })

    it("issues by the event, mails through the package's own SMTP provider, and signs as the options say", async () => {
      const [mail] = await mailbox.waitFor(buyer, 1)
      expect(mail!.keys).toHaveLength(1)
      expect(mail!.text).toContain("The package shop")
      for (const script of ["import.mjs", "require.cjs"]) {
        const sold = { baseUrl: app.url, product: shop.product.handle, key: mail!.keys[0] }
        const output = await app.node([`sold-app/${script}`], { SOLD_APP: JSON.stringify(sold) })
        expect(JSON.parse(output)).toMatchObject({
          activated: "VALID",
          offline: "VALID",
          lease: { iss: "https://shop.example.com", aud: shop.product.handle, plan: "personal" },
        })
      }
    })

    it("gives the client's types to a TypeScript app", async () => {
      await app.node(["node_modules/typescript/bin/tsc", "-p", "."])
    })

    it("says nothing of a missing secret, and logs no error", () => {
      expect(app.log()).not.toMatch(/development secret|LICENSE_CENTER_SECRET/)
      expect(
        app
          .log()
          .split("\n")
          .filter((line) => /^error\b|"level":"error"/.test(line))
      ).toEqual([])
    })
  })

  describe("the admin", () => {
    beforeAll(async () => {
      await adminLoaded
      await admin.signIn(operator.email, operator.password)
    })

    it("shows an order's licenses on the order's page", async () => {
      const section = await admin.sectionOn(`/app/orders/${shop.order_id}`, "Licenses")
      const { licenses } = await shop.admin.get(`/admin/license-center/licenses?order_id=${shop.order_id}`)
      await admin.page.getByTitle(licenses[0].masked_key).first().waitFor()
      expect(await section.count()).toBe(1)
    })

    it("shows a variant's plan on the variant's page", async () => {
      const { product, variant } = shop
      await admin.sectionOn(`/app/products/${product.id}/variants/${variant.id}`, "License plan")
      await admin.page.getByText("(personal)").first().waitFor()
      expect(admin.problems).toEqual([])
    })
  })

  it("leaves no key and no secret in its database or its logs", async () => {
    const { keys } = mailbox.mailsTo(buyer)[0]!
    const known = { secrets: [app.secret, app.jwtSecret, ...keys] }
    const scan = await scanDatabase(app.databaseUrl, known)
    noteScan(scan)
    expect(scan.rows).toBeGreaterThan(100)
    const logs = await Promise.all(["migrate", "medusa"].map((name) => scanFile(logFile(name), known)))
    expect(logs.every(({ lines }) => lines > 10)).toBe(true)
    expect([scan, ...logs].flatMap(({ leaks }) => leaks)).toEqual([])
  })
})

/** Names of the packages behind `require("…")`, `import("…")` and `from "…"`; relative ones are none. */
function packagesLoadedBy(source: string): string[] {
  const loads = source.matchAll(/(?:\brequire\(|\bimport\(|(?<!["'])\bfrom\s*|\bimport\s*)["']([^"'.\s][^"'\s]*)["']/g)
  const names = [...loads].map(([, name]) => name!.replace(/^node:/, "").split("/"))
  return [...new Set(names.map(([scope, name]) => (scope!.startsWith("@") ? `${scope}/${name}` : scope!)))]
}
