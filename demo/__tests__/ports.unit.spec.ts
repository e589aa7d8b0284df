import { once } from "node:events"
import { createServer, type AddressInfo } from "node:net"
import { choosePort, isPortFree } from "../lib/ports.mjs"

describe("choosing a port", () => {
  const server = createServer()
  let taken: number
  beforeAll(async () => {
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    taken = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  it("sees that a port is in use on the loopback only", async () => {
    expect(await isPortFree(taken)).toBe(false)
  })

  it("moves on from a preferred port that is in use", async () => {
    expect(await choosePort({ name: "PORT", preferred: taken })).toBeGreaterThan(taken)
  })

  it("refuses a wanted port that is in use, and says which", async () => {
    await expect(choosePort({ name: "PORT", wanted: String(taken), preferred: 9000 })).rejects.toThrow(
      `Port ${taken} (PORT) is in use`
    )
  })

  it.each(["0", "70000", "http"])("refuses %s, which is no port", async (wanted) => {
    await expect(choosePort({ name: "PORT", wanted, preferred: 9000 })).rejects.toThrow("is not a port number")
  })

  it("does not give the same port twice", async () => {
    const first = await choosePort({ name: "PORT", preferred: taken })
    expect(await choosePort({ name: "MAIL_PORT", preferred: taken, taken: [first] })).not.toBe(first)
  })
})
