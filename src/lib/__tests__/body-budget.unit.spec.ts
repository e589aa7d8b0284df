import { once } from "node:events"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { connect, type AddressInfo, type Socket } from "node:net"
import { BodyBudget, Slots } from "../body-budget"
import { readBody, type Body } from "../read-body"

describe("a budget of bodies", () => {
  it("is used up by all together, and by one holder before that", () => {
    const budget = new BodyBudget({ total: 100, share: 60 })
    const [one, two, other] = [budget.open("a"), budget.open("a"), budget.open("b")]
    expect([one.add(40), two.add(21), two.add(20), other.add(41), other.add(40)]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
    one.giveBack(10)
    expect([other.add(11), other.add(10)]).toEqual([false, true])
    two.release()
    two.release()
    expect([one.add(20), one.add(1)]).toEqual([true, false])
    for (const held of [one, two, other]) {
      held.release()
    }
    expect(budget.open("c").add(60)).toBe(true)
  })

  it("gives nobody back what they do not hold", () => {
    const budget = new BodyBudget({ total: 10, share: 10 })
    const [one, two] = [budget.open("a"), budget.open("b")]
    one.add(4)
    two.add(6)
    one.giveBack(9)
    one.release()
    expect([two.add(5), two.add(4)]).toEqual([false, true])
  })
})

describe("slots", () => {
  it("are there for so many in all, and for so many of one holder", () => {
    const slots = new Slots({ total: 2, each: 1 })
    const leave = slots.enter("a")!
    expect(slots.enter("a")).toBeNull()
    slots.enter("b")
    expect(slots.enter("c")).toBeNull()
    leave()
    leave()
    expect([slots.enter("c"), slots.enter("d")]).toEqual([expect.any(Function), null])
  })
})

describe("reading a body", () => {
  let server: Server
  let budget: BodyBudget
  let bodies: Promise<Body>[]
  let began: () => void
  const sockets: Socket[] = []

  beforeEach(async () => {
    budget = new BodyBudget({ total: 100, share: 100 })
    bodies = []
    server = createServer((req: IncomingMessage, res: ServerResponse) => {
      const deadline_ms = Number(new URL(req.url!, "http://x").searchParams.get("deadline") ?? 60_000)
      const body = readBody(req, { limit: 80, held: budget.open("a"), deadline_ms })
      bodies.push(body)
      began()
      void body.then((read) => res.end(read.ok ? read.bytes : read.reason))
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
  })
  afterEach(() => {
    sockets.splice(0).forEach((socket) => socket.destroy())
    server.closeAllConnections()
    server.close()
  })

  async function post(announced: number, sent: number, path = "/") {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1")
    sockets.push(socket)
    let answer = ""
    socket.on("data", (piece) => (answer += piece.toString())).on("error", () => undefined)
    const isThere = new Promise<void>((resolve) => (began = resolve))
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${announced}\r\n\r\n${"a".repeat(sent)}`)
    await isThere
    return { socket, body: bodies.at(-1)!, ended: once(socket, "close").then(() => answer), answer: () => answer }
  }

  it("gives its bytes, which are held until they are released", async () => {
    const { body } = await post(80, 80)
    const read = await body
    expect(read).toMatchObject({ ok: true, bytes: Buffer.alloc(80, "a") })
    expect(budget.open("b").add(21)).toBe(false)
    if (read.ok) {
      read.release()
    }
    expect(budget.open("b").add(100)).toBe(true)
  })

  it("ends where there is no room, or too much of it", async () => {
    await post(80, 79)
    const [busy, large] = [await post(70, 70), await post(81, 10)]
    expect([await busy.body, await large.body]).toEqual([
      { ok: false, reason: "busy" },
      { ok: false, reason: "too_large" },
    ])
    expect(budget.open("b").add(21)).toBe(true)
  })

  it("ends with who leaves, and holds nothing of it", async () => {
    const { socket, body } = await post(80, 79)
    socket.destroy()
    expect(await body).toEqual({ ok: false, reason: "gone" })
    expect(budget.open("b").add(100)).toBe(true)
  })

  it("ends when it takes too long: it is answered, and cut off", async () => {
    const { body, ended } = await post(80, 79, "/?deadline=50")
    expect(await body).toEqual({ ok: false, reason: "slow" })
    expect(budget.open("b").add(100)).toBe(true)
    expect(await ended).toMatch(/slow$/)
  })
})
