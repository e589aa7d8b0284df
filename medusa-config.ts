import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

/** Options every module of the plugin receives; an installed plugin gets the same from `plugins[].options`. */
const licenseCenter = {
  secret: process.env.LICENSE_CENTER_SECRET,
  store_url: process.env.LICENSE_CENTER_STORE_URL,
}

/**
 * Medusa's Redis modules, used when REDIS_URL is set so that several server and worker processes can share one store.
 * Without it the in-memory defaults serve a single process.
 */
const redisModules = (url: string) => [
  {
    resolve: "@medusajs/medusa/event-bus-redis",
    options: { redisUrl: url, jobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1000 } } },
  },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl: url } } },
  {
    resolve: "@medusajs/medusa/caching",
    options: {
      providers: [
        { resolve: "@medusajs/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl: url } },
      ],
    },
  },
  {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [
        {
          resolve: "@medusajs/medusa/locking-redis",
          id: "locking-redis",
          is_default: true,
          options: { redisUrl: url },
        },
      ],
    },
  },
]

/** Mail goes out through our own SMTP provider when SMTP_URL is set; any other provider of the `email` channel serves as well. */
const smtp = (url: string) => ({
  resolve: "@medusajs/medusa/notification",
  options: {
    providers: [
      {
        resolve: "./src/providers/smtp",
        id: "license-center-smtp",
        options: {
          channels: ["email"],
          url,
          from: process.env.LICENSE_CENTER_MAIL_FROM ?? "License Center <licenses@localhost>",
        },
      },
      { resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["feed"] } },
    ],
  },
})

/** Medusa's own Stripe provider (`pp_stripe_stripe`), used when STRIPE_API_KEY is set. */
const stripe = (apiKey: string) => ({
  resolve: "@medusajs/medusa/payment",
  options: {
    providers: [
      {
        resolve: "@medusajs/medusa/payment-stripe",
        id: "stripe",
        // Keys of most plans wait until the payment is captured.
        options: { apiKey, webhookSecret: process.env.STRIPE_WEBHOOK_SECRET, capture: true },
      },
    ],
  },
})

/** This machine, and hosts of a private network: their databases rarely speak TLS. */
const NEARBY = /^(?:[^.]*|(?:10|127)\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*)$/

/** For a database nearby no TLS, unless its URL asks for it (`?sslmode=require`); for any other Medusa's own default. */
function driverOptionsFor(url = "") {
  return URL.canParse(url) && NEARBY.test(new URL(url).hostname) ? { connection: { ssl: false } } : undefined
}

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: driverOptionsFor(process.env.DATABASE_URL),
    redisUrl: process.env.REDIS_URL,
    workerMode: process.env.MEDUSA_WORKER_MODE as "shared" | "worker" | "server" | undefined,
    http: {
      storeCors: process.env.STORE_CORS ?? "",
      adminCors: process.env.ADMIN_CORS ?? "",
      authCors: process.env.AUTH_CORS ?? "",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
  modules: [
    { resolve: "./src/modules/licensing", options: licenseCenter },
    { resolve: "./src/modules/notices", options: licenseCenter },
    { resolve: "./src/modules/portal", options: licenseCenter },
    { resolve: "./src/modules/refunds", options: licenseCenter },
    { resolve: "./src/modules/releases", options: licenseCenter },
    { resolve: "./src/modules/support", options: licenseCenter },
    ...(process.env.SMTP_URL ? [smtp(process.env.SMTP_URL)] : []),
    ...(process.env.STRIPE_API_KEY ? [stripe(process.env.STRIPE_API_KEY)] : []),
    ...(process.env.REDIS_URL ? redisModules(process.env.REDIS_URL) : []),
  ],
})
