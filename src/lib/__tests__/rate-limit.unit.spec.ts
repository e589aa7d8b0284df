import Redis from "ioredis"
import { RateLimit } from "../rate-limit"

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
