import type { App } from "../../setup/app"
import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { checkTable, type Row } from "./table"
import { VISITORS, type Tickets, type VisitorName } from "./visitors"

const PAGES = "/license-center"

function everybody(status: number): Record<VisitorName, number> {
  return Object.fromEntries(VISITORS.map((name) => [name, status])) as Record<VisitorName, number>
}

/** With a visit; and without one, which a customer or an operator of the store has not either. */
const visit = (inside: number, outside: number): Record<VisitorName, number> => ({
  ...everybody(outside),
  "holder of link A": inside,
  "holder of link B": inside,
})

/** As a page of that visit sends it, whoever sends it now. */
function formOf(app: App, { visits }: Tickets, visitor: VisitorName, fields: Record<string, string> = {}) {
  const support = app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const whose = visitor === "holder of link B" ? visits.b : visits.a
  return { form_token: support.forms.token(whose), ...fields }
}

/** What each may do on the hosted pages. Those that end something come last. */
const rows = (app: App): Row[] => [
  { route: "GET /license-center/tickets/new", path: () => `${PAGES}/tickets/new`, expected: everybody(200) },
  {
    route: "POST /license-center/tickets/new",
    path: () => `${PAGES}/tickets/new`,
    form: () => ({ email: "somebody@example.com" }),
    // Of no page of ours: nothing is opened, and everything that was typed is shown again.
    expected: everybody(400),
  },
  { route: "GET /license-center/tickets/sent", path: () => `${PAGES}/tickets/sent`, expected: everybody(200) },
  {
    route: "GET /license-center/t",
    path: () => `${PAGES}/t`,
    // Who had a visit is told that it has ended; everybody else may open a link there.
    expected: {
      ...everybody(200),
      "holder of an expired link": 401,
      "holder of a revoked link": 401,
      "who has left": 401,
    },
  },
  ...["session", "link", "messages", "close", "leave"].map((name) => ({
    route: `GET /license-center/t/${name}`,
    path: () => `${PAGES}/t/${name}`,
    expected: everybody(303),
  })),
  {
    route: "POST /license-center/t/session",
    path: () => `${PAGES}/t/session`,
    form: () => ({ token: `lct_${"A".repeat(43)}` }),
    expected: everybody(401),
  },
  {
    route: "POST /license-center/t/messages",
    path: () => `${PAGES}/t/messages`,
    form: (tickets, visitor) => formOf(app, tickets, visitor, { message: "One more thing." }),
    multipart: true,
    expected: visit(303, 401),
  },
  {
    route: "GET /license-center/t/attachments/:id",
    path: ({ a }) => `${PAGES}/t/attachments/${a.attachment_id}`,
    expected: visit(404, 401),
  },
  {
    route: "POST /license-center/t/link",
    path: () => `${PAGES}/t/link`,
    form: (tickets, visitor) => formOf(app, tickets, visitor),
    expected: visit(303, 401),
  },
  {
    route: "POST /license-center/t/close",
    path: () => `${PAGES}/t/close`,
    form: (tickets, visitor) => formOf(app, tickets, visitor),
    expected: visit(303, 401),
  },
  { route: "POST /license-center/t/leave", path: () => `${PAGES}/t/leave`, form: () => ({}), expected: everybody(303) },
]

export function hosted(app: App): void {
  for (const folder of ["t", "tickets"]) {
    describe(folder, () => {
      checkTable(app, {
        folder: `src/api/license-center/${folder}`,
        base: `/license-center/${folder}`,
        rows: rows(app).filter(({ route }) => new RegExp(`/license-center/${folder}(/|$)`).test(route)),
        callAs: ({ authorization, session }) => {
          const headers: Record<string, string> = {
            "sec-fetch-site": "same-origin",
            ...(session && { cookie: `lc_visit=${session}` }),
            ...(authorization && { authorization }),
          }
          return { caller: app.store.anyone, headers }
        },
      })
    })
  }
}
