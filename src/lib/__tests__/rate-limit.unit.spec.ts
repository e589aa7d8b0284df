import Redis from "ioredis"
import { networkOf, RateLimit } from "../rate-limit"

jest.mock("ioredis", () => ({
  __esModule: true,
  default: jest.fn(() => ({ on: () => undefined, status: "connecting" })),
}))

describe("the rate limit", () => {
  const environment = process.env.REDIS_URL
  afterEach(() => {
    if (environment === undefined) {
      delete process.env.REDIS_URL
    } else {
      process.env.REDIS_URL = environment
    }
  })

  it("counts in the Redis that it is told, whatever the environment says, and by itself while that is away", async () => {
    process.env.REDIS_URL = "redis://environment"
    const alone = new RateLimit(null)
    expect(Redis).not.toHaveBeenCalled()
    const together = new RateLimit("redis://own")
    expect(Redis).toHaveBeenCalledTimes(1)
    expect(Redis).toHaveBeenCalledWith("redis://own", expect.anything())
    for (const limit of [alone, together]) {
      const waits = []
      for (let guess = 0; guess < 31; guess++) {
        waits.push(await limit.count("miss", "203.0.113.1"))
      }
      expect(waits.slice(0, 30)).toEqual(Array(30).fill(null))
      expect(waits[30]).toBeGreaterThan(0)
      expect(await limit.count("miss", "203.0.113.2")).toBeNull()
    }
  })
})

describe("whom an address of the network belongs to", () => {
  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["::FFFF:cb00:7109", "203.0.113.9"],
    ["64:ff9b::203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:0DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8::2:0:0:0:1", "2001:db8:0:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["", ""],
    ["unknown", "unknown"],
  ])("of %s is %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })

  it("is who is counted, whatever address of it asks", async () => {
    const limit = new RateLimit(null)
    for (let guess = 0; guess < 30; guess++) {
      expect(await limit.count("miss", `2001:db8:7:7::${guess.toString(16)}`)).toBeNull()
    }
    expect(await limit.count("miss", "2001:db8:7:7:8::9")).toBeGreaterThan(0)
    expect(await limit.full("miss", "2001:db8:7:7::")).toBeGreaterThan(0)
    expect(await limit.count("miss", "2001:db8:7:8::1")).toBeNull()
    expect(await limit.full("miss", "::ffff:203.0.113.7")).toBeNull()
  })
})
