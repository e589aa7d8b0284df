import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import type { Test } from "supertest"
import type { App } from "../../setup/app"
import type { Caller } from "../../setup/http"
import { aCrowd, SECRETS, VISITORS, type Credential, type Tickets, type VisitorName } from "./visitors"

type Method = "get" | "post" | "delete"

export type Row = {
  /** `GET /tickets/current`, with parameters as `:id`. */
  route: string
  path: (tickets: Tickets) => string
  body?: (tickets: Tickets) => object
  file?: () => Buffer
  /** The fields of a form, as this visitor's page would send it. */
  form?: (tickets: Tickets, visitor: VisitorName) => Record<string, string>
  multipart?: boolean
  expected: Record<VisitorName, number>
}

type Table = {
  folder: string
  base: string
  rows: Row[]
  callAs: (credential: Credential) => { caller: Caller; headers: Record<string, string> }
}

/** Tables that hold what belongs to a ticket. */
const TABLES = ["ticket", "ticket_message", "ticket_participant", "private_link", "ticket_visit", "ticket_attachment"]

/**
 * Asks each route as each visitor: the answer is as the table says, nobody but who holds a link of the ticket reads a
 * word of it, and nobody but them changes it.
 */
export function checkTable(app: App, { folder, base, rows, callAs }: Table): void {
  it("names every route there is", () => {
    expect(rows.map(({ route }) => route).sort()).toEqual(routesOf(folder, base).sort())
  })

  it.each(VISITORS)("%s", async (visitor) => {
    const tickets = await aCrowd(app)
    const { caller, headers } = callAs(tickets.credentials[visitor])
    const mine = visitor === "holder of link A"
    const answers: string[] = []
    for (const row of rows) {
      const before = await stateOf(app, tickets.a.id)
      const method = row.route.split(" ")[0]!.toLowerCase() as Method
      const asked = caller.ask(method, row.path(tickets)).set(headers)
      const answer = await send(asked, row, tickets, visitor)
      await app.events.settled()
      answers.push(`${row.route}: ${answer.status}`)
      if (!mine) {
        expect(answer.text ?? "").not.toContain(SECRETS.a)
        expect(await stateOf(app, tickets.a.id)).toBe(before)
      }
      expect(answer.text ?? "").not.toContain(SECRETS.note)
    }
    expect(answers).toEqual(rows.map(({ route, expected }) => `${route}: ${expected[visitor]}`))
  })
}

function send(asked: Test, row: Row, tickets: Tickets, visitor: VisitorName): Test {
  if (row.file) {
    return asked.set("content-type", "application/octet-stream").send(row.file())
  }
  const fields = row.form?.(tickets, visitor)
  if (fields && row.multipart) {
    return Object.entries(fields).reduce((test, [name, value]) => test.field(name, value), asked)
  }
  return fields ? asked.type("form").send(fields) : row.body ? asked.send(row.body(tickets)) : asked
}

/** Read from the files, so that a new route cannot be forgotten. */
function routesOf(folder: string, base: string): string[] {
  const root = path.resolve(__dirname, "../../..", folder)
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const url = path.posix.join(base, path.dirname(file).split(path.sep).join("/")).replace(/\[(\w+)\]/g, ":$1")
      const methods = readFileSync(path.join(root, file), "utf8").matchAll(
        /export (?:const |\{ \w+ as )(GET|POST|DELETE)\b/g
      )
      return [...methods].map(([, method]) => `${method} ${url.replace(/\/$/, "")}`)
    })
}

/** Changes with every change of the ticket, and with nothing else. */
async function stateOf(app: App, ticket_id: string): Promise<string> {
  const knex = app.container.resolve("__pg_connection__")
  const hash = createHash("sha256")
  for (const table of TABLES) {
    const column = table === "ticket" ? "id" : "ticket_id"
    const { rows } = await knex.raw(
      `SELECT t::text AS row FROM license_center_${table} t WHERE ${column} = ? ORDER BY 1`,
      [ticket_id]
    )
    hash.update(JSON.stringify(rows))
  }
  return hash.digest("hex")
}
