import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { anOperator } from "../../setup/store"
import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { openTicketWorkflow } from "../../../src/workflows/support/workflows/open-ticket"
import { writeAsOperatorWorkflow } from "../../../src/workflows/support/workflows/write-as-operator"

/** Everybody who may come to a route of ticket A. */
export const VISITORS = [
  "stranger",
  "holder of link A",
  "holder of link B",
  "holder of an expired link",
  "holder of a revoked link",
  "who has left",
  "signed-in customer",
  "other customer",
  "operator",
] as const
export type VisitorName = (typeof VISITORS)[number]

/** How somebody proves who they are: by a header, or with a session as the JSON API and the pages each take it. */
export type Credential = { authorization?: string; session?: string }

/** Said in ticket A in public, in ticket A as a note, in ticket B, and by no page on its own. */
export const SECRETS = { a: "heliotrope", note: "obsidian", b: "vermilion" }

export type Tickets = {
  a: { id: string; number: number; attachment_id: string; email: string }
  b: { id: string; attachment_id: string }
  /** Ids of the holders' visits. */
  visits: { a: string; b: string }
  credentials: Record<VisitorName, Credential>
}

/** Two tickets of two people, and everybody's credentials. */
export async function aCrowd(app: App): Promise<Tickets> {
  const support = app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [email, other] = [aBuyer(), aBuyer()]
  const a = await aTicket(app, email, SECRETS.a)
  const b = await aTicket(app, other, SECRETS.b)
  const own = await exchange(support, await tokenOf(support, a.id))
  const theirs = await exchange(support, await tokenOf(support, b.id))
  const left = await exchange(support, await tokenOf(support, a.id))
  await support.endVisit(left.visitor.visit_id)
  const ended = { expired: await aSecondLink(support, a.id), revoked: await aSecondLink(support, a.id) }
  const sessions = {
    expired: (await exchange(support, ended.expired.token)).session,
    revoked: (await exchange(support, ended.revoked.token)).session,
  }
  await support.updateSupportLinks({ id: ended.expired.id, expires_at: new Date(Date.now() - 1000) })
  await support.revokeLinks(a.id, ended.revoked.id, { type: "operator", id: "user_x" })
  const attachment_id = await aSentFile(support, own.visitor)
  const theirFile = await aSentFile(support, theirs.visitor)
  await writeAsOperatorWorkflow(app.container).run({
    input: { ticket_id: a.id, kind: "note", body: SECRETS.note, actor: { type: "operator", id: "user_x" } },
  })
  const second = { email: `second-${aBuyer()}`, password: "only for tests" }
  return {
    a: { ...a, attachment_id, email },
    b: { ...b, attachment_id: theirFile },
    visits: { a: own.visitor.visit_id, b: theirs.visitor.visit_id },
    credentials: {
      stranger: {},
      "holder of link A": { session: own.session },
      "holder of link B": { session: theirs.session },
      "holder of an expired link": { session: sessions.expired },
      "holder of a revoked link": { session: sessions.revoked },
      "who has left": { session: left.session },
      "signed-in customer": { authorization: await aCustomer(app, email) },
      "other customer": { authorization: await aCustomer(app, other) },
      operator: { authorization: await authorizationOf(app, second) },
    },
  }
}

async function aTicket(app: App, email: string, word: string) {
  const { result } = await openTicketWorkflow(app.container).run({
    input: { source: "store", email, subject: `About ${word}`, body: `It is about ${word}.`, category: "other" },
  })
  await app.events.settled()
  return result
}

async function tokenOf(support: SupportModuleService, ticket_id: string): Promise<string> {
  const [link] = await support.listSupportLinks({ ticket_id, kind: "opened" })
  return (await support.readLinkMail(link!.id, new Date()))!.token
}

async function aSecondLink(support: SupportModuleService, ticket_id: string) {
  const [participant] = await support.listSupportParticipants({ ticket_id })
  const id = await support.mintLink(ticket_id, participant!.id, { type: "operator", id: "user_x" })
  return { id, token: (await support.readLinkMail(id, new Date()))!.token }
}

async function exchange(support: SupportModuleService, token: string) {
  const exchanged = await support.exchangeLink(token, new Date())
  if (!exchanged.ok) {
    throw new Error(`the link is ${exchanged.reason}`)
  }
  return exchanged
}

type Exchanged = Awaited<ReturnType<typeof exchange>>

async function aSentFile(support: SupportModuleService, visitor: Exchanged["visitor"]): Promise<string> {
  const file = { filename: "log.txt", mime_type: "text/plain", size: 3, sha256: "00", file_id: "not-there" }
  const { id } = await support.addAttachment(visitor.ticket_id, { visit_id: visitor.visit_id }, file)
  const { ticket_id, participant_id, visit_id } = visitor
  await support.writeAsVisitor({
    ticket_id,
    participant_id,
    visit_id,
    channel: "link",
    body: "A log.",
    attachment_ids: [id],
  })
  return id
}

/** A registered customer of the store, with that address. */
async function aCustomer({ store }: App, email: string): Promise<string> {
  const credentials = { email, password: "only for tests" }
  const { token } = await store.anyone.post("/auth/customer/emailpass/register", credentials)
  await store.shop.ask("post", "/store/customers", { email }).set("authorization", `Bearer ${token}`).expect(200)
  const signedIn = await store.anyone.post("/auth/customer/emailpass", credentials)
  return `Bearer ${signedIn.token}`
}

async function authorizationOf(app: App, credentials: { email: string; password: string }): Promise<string> {
  await anOperator(app.url, app.container, credentials)
  const { token } = await app.store.anyone.post("/auth/user/emailpass", credentials)
  return `Bearer ${token}`
}
