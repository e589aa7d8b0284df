import { makeOrigin, type Origin } from "./lib/world"
import { kills } from "./suites/kills"
import { outages } from "./suites/outages"
import { secrets } from "./suites/secrets"

jest.setTimeout(300_000)

describe("a store whose servers, mail and database fail", () => {
  let origin: Origin
  beforeAll(async () => void (origin = await makeOrigin()))
  afterAll(() => origin?.database.drop())

  secrets(() => origin)
  outages(() => origin)
  kills(() => origin)
})
