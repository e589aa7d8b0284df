import type { App } from "../../setup/app"
import { aCaller } from "../../setup/http"
import { checkTable, type Row } from "./table"
import { VISITORS, type VisitorName } from "./visitors"

const TICKETS = "/store/license-center/tickets"

/** Only a session of the ticket itself goes further. */
const session = (own: number, other: number): Record<VisitorName, number> => ({
  stranger: 401,
  "holder of link A": own,
  "holder of link B": other,
  "holder of an expired link": 401,
  "holder of a revoked link": 401,
  "who has left": 401,
  "signed-in customer": 401,
  "other customer": 401,
  operator: 401,
})

function everybody(status: number): Record<VisitorName, number> {
  return Object.fromEntries(VISITORS.map((name) => [name, status])) as Record<VisitorName, number>
}

/** What each may do over the JSON API. Those that end something come last. */
const ROWS: Row[] = [
  {
    route: "POST /tickets",
    path: () => TICKETS,
    body: () => ({ email: "somebody@example.com", message: "Hello" }),
    expected: everybody(202),
  },
  {
    route: "POST /tickets/links",
    path: () => `${TICKETS}/links`,
    body: ({ a }) => ({ email: "stranger@example.com", number: a.number }),
    expected: everybody(202),
  },
  {
    route: "POST /tickets/session",
    path: () => `${TICKETS}/session`,
    body: () => ({ token: `lct_${"A".repeat(43)}` }),
    expected: everybody(401),
  },
  { route: "GET /tickets/current", path: () => `${TICKETS}/current`, expected: session(200, 200) },
  {
    route: "POST /tickets/current/messages",
    path: () => `${TICKETS}/current/messages`,
    body: () => ({ message: "One more thing." }),
    expected: session(201, 201),
  },
  {
    route: "POST /tickets/current/attachments",
    path: () => `${TICKETS}/current/attachments?filename=log.txt`,
    file: () => Buffer.from("a line of a log\n"),
    expected: session(201, 201),
  },
  {
    route: "GET /tickets/current/attachments/:id",
    path: ({ a }) => `${TICKETS}/current/attachments/${a.attachment_id}`,
    expected: session(404, 404),
  },
  {
    route: "DELETE /tickets/current/attachments/:id",
    path: ({ a }) => `${TICKETS}/current/attachments/${a.attachment_id}`,
    expected: session(404, 404),
  },
  {
    route: "POST /tickets/current/close",
    path: () => `${TICKETS}/current/close`,
    body: () => ({}),
    expected: session(200, 200),
  },
  // Ending nothing is done at once.
  { route: "DELETE /tickets/session", path: () => `${TICKETS}/session`, expected: everybody(200) },
]

export function store(app: App): void {
  checkTable(app, {
    folder: "src/api/store/license-center/tickets",
    base: "/tickets",
    rows: ROWS,
    callAs: ({ authorization, session: token }) => {
      const bearer = token ? `Bearer ${token}` : authorization
      const headers: Record<string, string> = bearer ? { authorization: bearer } : {}
      return { caller: app.store.shop, headers }
    },
  })
  it("takes no session without the publishable key of a storefront", async () => {
    await aCaller(app.url).ask("get", `${TICKETS}/current`).expect(400)
  })
}
