import { randomBytes } from "node:crypto"
import { resolveOptions } from "../options"

const secret = randomBytes(32).toString("base64")

describe("the options", () => {
  it("refuse to run in production without a secret, and say how to make one", () => {
    expect(() => resolveOptions({}, { NODE_ENV: "production" })).toThrow(
      /^License Center: LICENSE_CENTER_SECRET is missing\. Make one with: node -e/
    )
  })

  it.each(["short", randomBytes(31).toString("base64"), "ä".repeat(50), randomBytes(32).toString("hex").slice(0, 40)])(
    "refuse a secret that is no 32 bytes of base64 (%#)",
    (bad) => {
      expect(() => resolveOptions({ secret: bad }, {})).toThrow(/must be 32 random bytes as base64/)
      expect(() => resolveOptions({ secret, previous_secret: bad }, {})).toThrow(/LICENSE_CENTER_PREVIOUS_SECRET/)
    }
  )

  it("never quote the secret in an error", () => {
    const almost = randomBytes(31).toString("base64")
    try {
      resolveOptions({ secret: almost }, {})
    } catch (error) {
      expect((error as Error).message).not.toContain(almost)
    }
    expect.assertions(1)
  })

  it("let development start without one, and say so", () => {
    expect(resolveOptions({}, {}).development_secret).toBe(true)
    expect(resolveOptions({ secret }, {}).development_secret).toBe(false)
  })

  it("prefer what the configuration says over the environment", () => {
    const env = { LICENSE_CENTER_STORE_URL: "https://env.example/", LICENSE_CENTER_STORE_NAME: "Env" }
    expect(resolveOptions({ secret }, env)).toMatchObject({ store_url: "https://env.example", store_name: "Env" })
    expect(resolveOptions({ secret, store_url: "https://own.example" }, env).store_url).toBe("https://own.example")
  })

  it("take the store's Redis, another one, or none", () => {
    const env = { REDIS_URL: "redis://store" }
    expect(resolveOptions({ secret }, {}).redis_url).toBeNull()
    expect(resolveOptions({ secret }, env).redis_url).toBe("redis://store")
    expect(resolveOptions({ secret, redis_url: "redis://own" }, env).redis_url).toBe("redis://own")
  })

  it("take the page that goes on with a cart as it is written", () => {
    const checkout_url = "https://shop.example/cart/{cart_id}?from=licenses"
    expect(resolveOptions({ secret, checkout_url }, {})).toMatchObject({ checkout_url })
    expect(resolveOptions({ secret }, {}).checkout_url).toBeNull()
  })

  it.each([
    [{ store_url: "nimbus.example" }, /store_url/],
    [{ store_url: "ftp://nimbus.example" }, /store_url/],
    [{ support_email: "help" }, /support_email/],
    [{ help_url: "help" }, /help_url/],
    [{ checkout_url: "https://shop.example/checkout" }, /checkout_url must contain/],
    [{ checkout_url: "javascript:{cart_id}" }, /checkout_url/],
    [{ rate_limit: "maybe" as "on" }, /rate_limit/],
    [{ redis_url: 6379 as unknown as string }, /redis_url/],
  ])("name what is malformed: %j", (options, message) => {
    expect(() => resolveOptions({ secret, ...options }, {})).toThrow(message)
  })
})
