const { defineConfig } = require("@medusajs/framework/utils")

// Everything that matters comes from the environment of benchmarks/lib/server.mjs; the rest is Medusa's default.
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: "",
      adminCors: "",
      authCors: "",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
  plugins: [{ resolve: process.env.BENCH_PLUGIN }],
})
