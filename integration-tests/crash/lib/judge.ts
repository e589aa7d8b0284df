import { run, root, Log } from "./server"
import type { Purchase } from "./shop"
import type { World } from "./world"
import { readFileSync } from "node:fs"
import path from "node:path"

type Line = { order_id: string; email: string; line_item_id: string; quantity: number; paid: boolean }
type License = { id: string; order_id: string; line_item_id: string; unit_index: number; email: string; status: string }
type Notice = { id: string; to: string; status: string; attempts: number; license_ids: string[] }

/** What the database holds of orders and licenses, read without the plugin's own code. */
export type Truth = { lines: Line[]; licenses: License[]; notices: Notice[] }

export async function readTruth({ database }: World): Promise<Truth> {
  const [lines, licenses, notices] = await Promise.all([
    database.query<Line>(
      `SELECT o.id AS order_id, o.email, i.item_id AS line_item_id, i.quantity::int AS quantity,
              coalesce((SELECT sum(c.amount) FROM order_payment_collection link
                          JOIN payment p ON p.payment_collection_id = link.payment_collection_id
                          JOIN capture c ON c.payment_id = p.id AND c.deleted_at IS NULL
                         WHERE link.order_id = o.id AND link.deleted_at IS NULL), 0)
                >= (s.totals->>'current_order_total')::numeric AS paid
         FROM "order" o
         JOIN order_item i ON i.order_id = o.id AND i.version = o.version
         JOIN order_summary s ON s.order_id = o.id AND s.version = o.version`
    ),
    database.query<License>("SELECT * FROM license_center_license"),
    database.query<Notice>("SELECT * FROM license_center_notice WHERE kind = 'license_delivered'"),
  ])
  return { lines, licenses, notices }
}

/** Everything is issued and has its mail planned, and no mail is waiting. Each line of these orders sells a plan. */
export function isSettled({ lines, licenses, notices }: Truth): boolean {
  const due = lines.filter((line) => line.paid).reduce((sum, line) => sum + line.quantity, 0)
  const planned = new Set(notices.flatMap(({ license_ids }) => license_ids))
  return (
    licenses.length >= due &&
    licenses.every(({ id }) => planned.has(id)) &&
    notices.every(({ status }) => status !== "pending" && status !== "sending")
  )
}

/** Breaches of "one license for each unit that was paid, and none else", one sentence each. */
export function unitBreaches({ lines, licenses }: Truth): string[] {
  const breaches: string[] = []
  for (const line of lines) {
    const units = licenses
      .filter(({ line_item_id }) => line_item_id === line.line_item_id)
      .map(({ unit_index }) => unit_index)
      .sort((a, b) => a - b)
    const due = line.paid ? Array.from({ length: line.quantity }, (_, index) => index) : []
    if (units.join() !== due.join()) {
      breaches.push(`${line.email}, line ${line.line_item_id}: units [${units}] instead of [${due}]`)
    }
  }
  const known = new Set(lines.map((line) => line.line_item_id))
  breaches.push(
    ...licenses.filter((license) => !known.has(license.line_item_id)).map(({ id }) => `${id}: no such line`)
  )
  return breaches
}

/** Breaches of "one delivery for each license, and it was sent". */
export function noticeBreaches({ licenses, notices }: Truth): string[] {
  return licenses.flatMap((license) => {
    const live = notices.filter(({ status, license_ids }) => status !== "canceled" && license_ids.includes(license.id))
    return live.length === 1 && live[0]!.status === "sent"
      ? []
      : [`${license.id} of ${license.email}: ${live.map(({ status }) => status).join(" and ") || "no delivery"}`]
  })
}

/**
 * Breaches of "each key reached its buyer and nobody else, and a mail came twice only as one and the same mail".
 *
 * @returns also how many mails came again under the same Message-ID
 */
export async function mailBreaches(world: World, truth: Truth): Promise<{ breaches: string[]; duplicates: number }> {
  const { mailbox, shop } = world
  const breaches: string[] = []
  const mailed = new Set(mailbox.keys())
  for (const license of truth.licenses) {
    const key = await shop.reveal(license.id)
    const carriers = mailbox.mails.filter((mail) => mail.keys.includes(key))
    if (!carriers.some((mail) => mail.to.includes(license.email) && mail.html.includes(key))) {
      breaches.push(`the key of ${license.id} never reached ${license.email}`)
    }
    if (carriers.some((mail) => mail.to.some((address) => address !== license.email))) {
      breaches.push(`the key of ${license.id} went to somebody else`)
    }
    mailed.delete(key)
  }
  if (mailed.size) {
    breaches.push(`${mailed.size} mailed keys belong to no license`)
  }
  let duplicates = 0
  // Mails of tickets have ids of their own kind, and their own judge: see help-desk.ts.
  const about = mailbox.mails.filter((mail) => !mail.message_id.startsWith("<lc."))
  for (const id of new Set(about.map((mail) => mail.message_id))) {
    const copies = about.filter((mail) => mail.message_id === id).length
    const notice = truth.notices.find((candidate) => id.includes(candidate.id))
    // A copy is owed to a sender that died between the server's yes and its note: each took an attempt of its own.
    if (!notice || copies > notice.attempts) {
      breaches.push(`${id}: ${copies} copies, ${notice ? `${notice.attempts} attempts` : "and no such notice"}`)
    }
    duplicates += copies - 1
  }
  return { breaches, duplicates }
}

/** Where a key of ours stands in clear: in a row of any table, or in the servers' output. */
export async function leaks({ database, mailbox, server }: World): Promise<string[]> {
  const secrets = mailbox
    .keys()
    .flatMap((key) => [key.toLowerCase(), key.slice(key.indexOf("-")).replaceAll("-", "").toLowerCase()])
  const holdsOne = (text: string) => {
    const lower = text.toLowerCase()
    return secrets.some((secret) => lower.includes(secret))
  }
  const found: string[] = []
  let looked = false
  for await (const { table, row } of database.everyRow()) {
    if (holdsOne(row)) found.push(`table ${table}`)
    looked ||= table === "notification"
  }
  if (!looked) found.push("the table of notifications was not looked at")
  if (holdsOne(readFileSync(server.log.file, "utf8"))) found.push(server.log.file)
  return [...new Set(found)]
}

/** What `npm run verify` says of the database; null when it finds nothing. */
export async function verify({ database }: World): Promise<string | null> {
  const log = new Log("crash-verify")
  const mark = log.mark()
  const code = await run([path.join(root, "scripts", "verify.mjs"), database.url], {}, log).ended
  return code === 0 ? null : log.since(mark)
}

/** Orders that the shop never heard of: Medusa made one, died before it linked the cart, and made another. */
export function strangers({ lines }: Truth, purchases: Purchase[]): string[] {
  const known = new Set(purchases.map(({ order_id }) => order_id))
  return [...new Set(lines.map(({ order_id }) => order_id))].filter((id) => !known.has(id))
}
