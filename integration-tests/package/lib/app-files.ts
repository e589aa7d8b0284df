import { mkdirSync, writeFileSync } from "node:fs"
import path from "node:path"

/** What an ordinary store depends on. */
export const appPackages = [
  "@medusajs/admin-sdk",
  "@medusajs/cli",
  "@medusajs/dashboard",
  "@medusajs/draft-order",
  "@medusajs/framework",
  "@medusajs/medusa",
  "@swc/core",
  "@types/node",
  "react",
  "react-dom",
  "ts-node",
  "typescript",
]

const medusaConfig = `import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: "http://localhost:8000",
      adminCors: process.env.SHOP_URL!,
      authCors: process.env.SHOP_URL!,
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  plugins: [
    {
      resolve: "medusa-plugin-license-center",
      options: {
        secret: process.env.SHOP_LICENSE_SECRET,
        store_url: "https://shop.example.com",
        store_name: "The package shop",
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            resolve: "medusa-plugin-license-center/providers/smtp",
            id: "license-center-smtp",
            options: { channels: ["email"], url: process.env.SHOP_SMTP_URL, from: "Shop <licenses@shop.example.com>" },
          },
        ],
      },
    },
  ],
})
`

/** A vendor's app in TypeScript: compiles only when the client's types come with the package. */
const typedApp = `import { createLicenseClient, type LicenseClient, type LicenseResult } from "medusa-plugin-license-center/client"

export const client: LicenseClient = createLicenseClient({
  baseUrl: "https://shop.example.com",
  product: "nimbus-notes",
  publicKeys: [],
  storage: { load: () => null, save: () => {}, clear: () => {} },
  fingerprint: "device-1",
})

export async function mayRun(): Promise<boolean> {
  const result: LicenseResult = await client.check()
  // @ts-expect-error -- fails to fail when the types resolve to any
  result.no_such_member
  return result.valid
}
`

/** The sold software: activates, then trusts nothing but the lease, and says what it got on its standard output. */
const soldApp = `
  const { baseUrl, product, key } = JSON.parse(process.env.SOLD_APP)
  const { keys } = await (await fetch(baseUrl + "/license-center/v1/jwks.json")).json()
  let kept = null
  const storage = { load: () => kept, save: (text) => void (kept = text), clear: () => void (kept = null) }
  const client = createLicenseClient({ baseUrl, product, publicKeys: keys, storage, fingerprint: "package-device" })
  const activated = await client.activate(key)
  const offline = await client.check({ refresh: false })
  process.stdout.write(JSON.stringify({ activated: activated.code, offline: offline.code, lease: offline.lease }))
`

const files: Record<string, string> = {
  "package.json": JSON.stringify({ name: "package-test-shop", private: true, dependencies: asDependencies() }, null, 2),
  "medusa-config.ts": medusaConfig,
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2021",
      module: "Node16",
      moduleResolution: "Node16",
      esModuleInterop: true,
      skipLibCheck: true,
      strict: true,
      noEmit: true,
      types: ["node"],
    },
    include: ["sold-app/*.ts"],
    "ts-node": { swc: true },
  }),
  "sold-app/typed.ts": typedApp,
  "sold-app/import.mjs": `import { createLicenseClient } from "medusa-plugin-license-center/client"\n${soldApp}`,
  "sold-app/require.cjs": `const { createLicenseClient } = require("medusa-plugin-license-center/client")\nvoid (async () => {${soldApp}})()\n`,
}

function asDependencies(): Record<string, string> {
  return Object.fromEntries([...appPackages, "medusa-plugin-license-center"].map((name) => [name, "*"]))
}

/** Writes an empty Medusa app that installed the plugin. */
export function writeApp(folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}
