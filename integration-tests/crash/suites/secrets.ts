import { randomBytes } from "node:crypto"
import { Database } from "../lib/database"
import { freePort, Log, runMedusa, Server } from "../lib/server"
import { until } from "../lib/wait"
import { COMMON, type Origin } from "../lib/world"

const HOW_TO_MAKE_ONE = `node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`

/** A store that cannot keep its keys safe says so before it sells one. */
export function secrets(origin: () => Origin): void {
  describe("the store's secret", () => {
    let database: Database
    const log = new Log("crash-secrets")
    beforeAll(async () => void (database = await Database.create("secrets", origin().database)))
    afterAll(() => database?.drop())

    it.each([
      ["missing", "", "is missing"],
      ["too short", randomBytes(16).toString("base64"), "must be 32 random bytes"],
      ["no base64", "correct horse battery staple, and some more of it", "must be 32 random bytes"],
    ])(
      "%s in production: the server does not start, and says how to make one",
      async (_case, secret, complaint) => {
        const mark = log.mark()
        const env = { ...COMMON, NODE_ENV: "production", DATABASE_URL: database.url, LICENSE_CENTER_SECRET: secret }
        const code = await runMedusa(["start", "--port", String(await freePort())], env, log)
        expect(code).toBe(1)
        const complaints = log.linesSince(mark).filter((line) => line.includes("LICENSE_CENTER_SECRET"))
        expect(complaints).toHaveLength(1)
        // Medusa logs JSON in production.
        const { level, message } = JSON.parse(complaints[0]!) as { level: string; message: string }
        expect(level).toBe("error")
        expect(message).toContain(`LICENSE_CENTER_SECRET ${complaint}`)
        expect(message).toContain(HOW_TO_MAKE_ONE)
      },
      60_000
    )

    it("not the one that the keys were made under: one line says so, and names the way out", async () => {
      const mark = log.mark()
      const env = { ...COMMON, DATABASE_URL: database.url, LICENSE_CENTER_SECRET: randomBytes(32).toString("base64") }
      const server = new Server(await freePort(), env, log)
      try {
        await server.start()
        const lines = await until("a complaint", () => {
          const found = log.linesSince(mark).filter((line) => line.includes("another secret"))
          return found.length > 0 ? found : null
        })
        expect(lines).toHaveLength(1)
        expect(lines[0]).toContain("Set LICENSE_CENTER_PREVIOUS_SECRET to the one used before.")
      } finally {
        await server.kill()
      }
    }, 60_000)
  })
}
