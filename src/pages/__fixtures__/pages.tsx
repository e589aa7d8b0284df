import type { ReactElement } from "react"
import type { VisitorMessage, VisitorTicket } from "../../modules/support/types"
import { OpenRebindPage } from "../rebind/open"
import { RebindPage, type RebindPageProps } from "../rebind/request"
import { NewTicketPage } from "../tickets/new-ticket"
import { EndedPage, ExpiredPage, LinkProblemPage, OpenLinkPage, OtherVisitPage } from "../tickets/open-link"
import { PlainPage } from "../tickets/plain"
import { SentPage } from "../tickets/sent"
import { ConfirmWithdrawalPage } from "../withdrawal/confirm"
import { DeclarePage } from "../withdrawal/declare"
import { WithdrawalReceiptPage } from "../withdrawal/receipt"
import { ThreadPage, type ThreadProps } from "../tickets/thread"

export const NOW = new Date("2026-11-20T10:00:00.000Z")

const PRODUCTS = [
  { handle: "nimbus-notes", title: "Nimbus Notes" },
  { handle: "formsmith", title: "Formsmith for WordPress" },
]

const nothing = { cards: 0, license_keys: 0, secrets: 0 }

const message = (given: Partial<VisitorMessage> & Pick<VisitorMessage, "id" | "author" | "body">): VisitorMessage => ({
  created_at: new Date(`2026-11-1${given.id.slice(-1)}T09:3${given.id.slice(-1)}:00.000Z`),
  mine: given.author === "customer",
  name: null,
  hidden: null,
  attachments: [],
  ...given,
})

/** @param words stands wherever somebody may write something */
export function aTicket(words: string, status: VisitorTicket["status"] = "open"): VisitorTicket {
  return {
    id: "lctic_1",
    number: 1001,
    subject: words,
    status,
    category: "license",
    created_at: new Date("2026-11-11T09:30:00.000Z"),
    earlier_messages: 0,
    reopens_until: status === "closed" || status === "resolved" ? new Date("2026-12-02T10:00:00.000Z") : null,
    follow_up_of: 998,
    messages: [
      message({
        id: "lcmsg_1",
        author: "customer",
        body: `${words}\n\n  indented, as in a log\n\nThanks`,
        hidden: { cards: 1, license_keys: 2, secrets: 0 },
        attachments: [
          { id: "lcfile_1", filename: `screenshot ${words}.png`, mime_type: "image/png", size: 248_300 },
          { id: "lcfile_2", filename: "app.log", mime_type: "text/plain", size: 812 },
        ],
      }),
      message({
        id: "lcmsg_2",
        author: "store",
        body: `${words}\n\nThe steps are at https://example.com/help/activate?from=ticket#step-2. Does that help?`,
      }),
      message({ id: "lcmsg_3", author: "system", body: "auto_closed" }),
      message({ id: "lcmsg_4", author: "system", body: "reopened" }),
      message({ id: "lcmsg_5", author: "customer", body: words }),
      message({ id: "lcmsg_6", author: "customer", body: words, mine: false, name: words }),
      message({ id: "lcmsg_7", author: "customer", body: words, mine: false }),
      message({ id: "lcmsg_8", author: "system", body: "closed_by_customer", mine: false, name: words }),
    ],
  }
}

const reply = {
  form_token: "token-of-the-form",
  submission: "token-of-the-message",
  uploads: [],
  refused: [],
}

const thread = (given: Partial<ThreadProps> & Pick<ThreadProps, "ticket">) => (
  <ThreadPage now={NOW} reply={reply} longest={20_000} here="/t" {...given} />
)

/** A device asks for a seat. @param words stands wherever somebody may write something */
function rebind(words: string, given: Partial<RebindPageProps["request"]> = {}, missing?: boolean) {
  const request: RebindPageProps["request"] = {
    id: "lcrrq_1",
    status: "asked",
    device: words,
    created_at: NOW,
    expires_at: new Date("2026-11-23T10:00:00.000Z"),
    from_activation_id: null,
    decision_reason: null,
    license: {
      id: "lic_1",
      masked_key: "NIMBUS-…-5H1X7",
      email: "ada@example.com",
      locale: null,
      state: "active",
      product_title: "Nimbus Notes",
      plan_name: "Team",
      activation_kind: "device",
      seats: { limit: 2, used: 2 },
    },
    devices: [
      { id: "lcact_1", name: words, platform: "darwin", last_seen_at: new Date("2026-08-01T08:00:00.000Z") },
      { id: "lcact_2", name: null, platform: null, last_seen_at: new Date("2026-11-19T08:00:00.000Z") },
    ],
    rebinds: { limit: 3, used: 1, window: "P30D", next_at: null },
    ...given,
  }
  return <RebindPage request={request} form_token="token-of-the-form" missing={missing} longest={500} />
}

const full = { limit: 3, used: 3, window: "P30D", next_at: new Date("2026-12-01T10:00:00.000Z") }

/** Every page in every state. @param words stands wherever somebody may write something */
export function pages(words: string): Record<string, ReactElement> {
  const typed = { email: words, name: words, subject: words, product: "formsmith", message: words, order_number: words }
  const form = { products: PRODUCTS, seal: "seal-of-the-form" }
  const uploads = [{ id: "lcfile_3", filename: `${words}.log`, mime_type: "text/plain", size: 48_000 }]
  const refused = [
    { filename: `${words}.exe`, reason: "type_not_allowed" as const },
    { filename: "recording.mp4", reason: "too_large" as const },
  ]
  return {
    new: <NewTicketPage {...form} values={{ product: "nimbus-notes" }} here="/tickets/new" />,
    "new-wrong": (
      <NewTicketPage
        {...form}
        values={typed}
        errors={{ email: "Enter an email address", message: words, license_key: "Check the key" }}
        key_dropped
      />
    ),
    "new-stale": <NewTicketPage {...form} values={typed} problem="stale" />,
    "new-limited": <NewTicketPage {...form} products={[]} values={{ ...typed, product: words }} problem="limited" />,
    "new-failed": <NewTicketPage {...form} values={typed} problem="failed" />,
    sent: <SentPage hidden={nothing} here="/tickets/sent" />,
    "sent-hidden": <SentPage hidden={{ cards: 1, license_keys: 1, secrets: 2 }} here="/tickets/sent" />,
    open: <OpenLinkPage here="/t" />,
    "open-missing": <OpenLinkPage missing />,
    "open-left": <OpenLinkPage here="/t" done="left" />,
    "open-link": <OpenLinkPage here="/t" done="link" />,
    "open-asked": <OpenLinkPage asked={{ values: { email: words, number: words }, wrong: ["email", "number"] }} />,
    unknown: <LinkProblemPage problem="unknown" />,
    revoked: <LinkProblemPage problem="revoked" />,
    expired: <ExpiredPage token={words} />,
    ended: <EndedPage />,
    "ended-kept": <EndedPage kept={words} />,
    "other-visit": <OtherVisitPage kept={words} />,
    forbidden: <PlainPage says="forbidden" back="/t" />,
    limited: <PlainPage says="limited" back="/t" />,
    failed: <PlainPage says="failed" back="/t" />,
    missing: <PlainPage says="missing" back="/t" />,
    "rebind-open": <OpenRebindPage />,
    "rebind-unknown": <OpenRebindPage problem="unknown" />,
    "rebind-expired-link": <OpenRebindPage problem="expired" />,
    "rebind-revoked": <OpenRebindPage problem="revoked" />,
    "rebind-ended": <OpenRebindPage problem="ended" />,
    rebind: rebind(words),
    "rebind-missing": rebind(words, {}, true),
    "rebind-free": rebind(words, {
      device: null,
      license: { ...rebind(words).props.request.license, seats: { limit: 2, used: 1 } },
    }),
    "rebind-quota": rebind(words, { rebinds: full }),
    "rebind-quota-none": rebind(words, { rebinds: { ...full, limit: 0, used: 0, next_at: null } }),
    "rebind-suspended": rebind(words, {
      license: { ...rebind(words).props.request.license, state: "suspended" },
    }),
    "rebind-escalated": rebind(words, { status: "escalated" }),
    "rebind-done": rebind(words, { status: "done" }),
    "rebind-declined": rebind(words, { status: "declined" }),
    "rebind-expired": rebind(words, { status: "expired" }),
    withdraw: <DeclarePage values={{ order_number: "1042" }} here="/withdraw" />,
    "withdraw-wrong": (
      <DeclarePage
        values={{ name: words, email: words, order_number: words, part: words }}
        errors={{ order_number: words, email: words }}
      />
    ),
    "withdraw-expired": <DeclarePage values={{}} problem="expired" />,
    "withdraw-limited": <DeclarePage values={{ name: words }} problem="limited" />,
    "withdraw-failed": <DeclarePage values={{ name: words }} problem="failed" />,
    "withdraw-confirm": <ConfirmWithdrawalPage statement={words} token="token-of-the-statement" />,
    "withdraw-receipt": <WithdrawalReceiptPage statement={words} made_at={NOW} />,
    thread: thread({ ticket: aTicket(words) }),
    "thread-new": thread({ ticket: { ...aTicket(words, "new"), follow_up_of: null } }),
    "thread-waiting": thread({ ticket: aTicket(words, "waiting_customer") }),
    "thread-sent": thread({
      ticket: aTicket(words),
      done: { what: "sent", hidden: { cards: 1, license_keys: 0, secrets: 0 }, follow_up: null },
    }),
    "thread-follow-up": thread({
      ticket: { ...aTicket(words, "closed"), reopens_until: new Date("2026-11-01T00:00:00.000Z") },
      done: { what: "sent", hidden: null, follow_up: 1002 },
    }),
    "thread-closed": thread({ ticket: aTicket(words, "closed"), done: { what: "closed" } }),
    "thread-resolved": thread({ ticket: aTicket(words, "resolved"), done: { what: "link" } }),
    "thread-refused": thread({
      ticket: aTicket(words),
      reply: { ...reply, message: words, uploads, refused },
      problem: "refused",
    }),
    "thread-missing": thread({ ticket: aTicket(words), reply: { ...reply, uploads }, problem: "missing" }),
    "thread-failed": thread({ ticket: aTicket(words), reply: { ...reply, message: words }, problem: "failed" }),
    "thread-wait": thread({ ticket: aTicket(words), reply: { ...reply, message: words }, problem: "wait" }),
  }
}
