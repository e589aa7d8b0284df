import type { Purchase } from "./shop"
import { AnswerLost } from "./http"
import type { HelpDesk } from "./help-desk"
import type { Random } from "./random"
import { sleep } from "./wait"
import { aPurchase, type World } from "./world"

/** Where a kill is meant to land. */
const AIMS = {
  /** Some time after the capture was asked for. */
  capture: 26,
  /** As soon as licenses can be seen: before their mail is planned. */
  issued: 14,
  /** As soon as the mail is planned: before or while it is sent. */
  planned: 12,
  /** The mail server has the mail and has not answered. */
  mail: 12,
  /** The mail server has said yes, and nobody has noted it. */
  answered: 12,
  /** While two reconciliations of one order and its capture race. */
  reconcile: 10,
  checkout: 7,
  complete: 4,
  boot: 3,
}
export type Aim = keyof typeof AIMS

/** A kill is struck at the latest so long after its round began to work. */
const PATIENCE_MS = 10_000

/** Kills a server again and again while a shop works with it, and remembers where the kills landed. */
export class Killer {
  readonly purchases: Purchase[] = []
  /** How often which state was found right after a kill. */
  readonly landed: Record<string, number> = {}
  kills = 0

  constructor(
    private readonly world: World,
    private readonly random: Random,
    private readonly help: HelpDesk
  ) {}

  /** One life of the server: it starts, works, and is killed. */
  async round(): Promise<void> {
    const { server, shop } = this.world
    const aim = this.random.weighted(AIMS)
    if (aim === "boot") {
      server.launch()
      await sleep(this.random.int(500, 7_000))
      return this.buried("while starting")
    }
    await server.start()
    const purchase = await this.prepare(aim)
    // Others go on shopping meanwhile, and events meet operators.
    const known = this.purchases.filter(({ order_id }) => order_id)
    const beside = [
      ...(known.length && this.random.chance(0.4) ? [shop.reconcileTwice(this.random.pick(known).order_id!)] : []),
      ...(this.random.chance(0.3) ? [shop.place(this.unplaced(purchase))] : []),
      this.help.askForHelp(this.random.int(1, 4)),
    ]
    const strike = this.strike(aim, purchase)
    const work = [this.work(aim, purchase), ...beside].map(findingOf)
    await Promise.race([strike, sleep(PATIENCE_MS)])
    server.killNow()
    const inCheckout = aim === "checkout" || aim === "complete"
    await this.buried(inCheckout ? "during a checkout" : await this.whereIs(purchase))
    for (const finding of await Promise.all(work)) {
      if (finding) throw finding
    }
  }

  /** A new purchase, of what and with which end is left to chance. */
  plan(ending: Purchase["ending"] = "paid"): Purchase {
    const { shop } = this.world
    const line = (plan: string) => ({ variant_id: shop.variant(plan), quantity: this.random.int(1, 4) })
    const first = line(this.random.pick(["personal", "personal", "team", "studio"]))
    // A free license beside a paid one, and a line that is there for its own sake.
    const second = this.random.chance(0.25) ? [line("trial")] : []
    const purchase = aPurchase([first, ...second], ending)
    this.purchases.push(purchase)
    return purchase
  }

  /** A purchase that a kill interrupted, or a new one. */
  private unplaced(but?: Purchase): Purchase {
    return this.purchases.find((purchase) => !purchase.order_id && purchase !== but) ?? this.plan()
  }

  private async prepare(aim: Aim): Promise<Purchase> {
    const { shop } = this.world
    if (aim === "checkout") {
      return this.unplaced()
    }
    if (aim === "complete") {
      const purchase = this.unplaced()
      await shop.fillCart(purchase)
      return purchase
    }
    for (const purchase of this.purchases.filter(({ ending, captured }) => ending === "paid" && !captured)) {
      await shop.place(purchase)
      if (!(await shop.isCaptured(purchase))) {
        return purchase
      }
    }
    const purchase = this.plan()
    await shop.place(purchase)
    return purchase
  }

  private async work(aim: Aim, purchase: Purchase): Promise<void> {
    const { shop } = this.world
    if (aim === "checkout") {
      return shop.place(purchase)
    }
    if (aim === "complete") {
      return shop.complete(purchase)
    }
    const race = aim === "reconcile" ? [shop.reconcileTwice(purchase.order_id!)] : []
    await Promise.all([shop.pay(purchase), ...race])
  }

  /** Ends when the moment has come; it may never come. */
  private async strike(aim: Aim, purchase: Purchase): Promise<void> {
    const { mailbox, server } = this.world
    switch (aim) {
      case "issued":
        await this.seen("license_center_license", purchase)
        return sleep(this.random.int(0, 10))
      case "planned":
        await this.seen("license_center_notice", purchase)
        return sleep(this.random.int(0, 30))
      case "mail": {
        const kept = this.random.chance(0.5)
        return new Promise((resolve) => {
          mailbox.beforeAnswer = () => {
            mailbox.beforeAnswer = null
            // Here and not later: the answer must not get out.
            server.killNow()
            resolve()
            return kept
          }
        })
      }
      case "answered": {
        const after = this.random.int(0, 12)
        return new Promise((resolve) => {
          mailbox.afterAnswer = () => {
            mailbox.afterAnswer = null
            setTimeout(resolve, after)
          }
        })
      }
      case "complete":
        return sleep(this.random.soon(600))
      case "reconcile":
        return sleep(this.random.soon(800))
      default:
        return sleep(this.random.soon(1_500))
    }
  }

  private async seen(table: string, { order_id }: Purchase): Promise<void> {
    const { database } = this.world
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(1)) {
      if ((await database.query(`SELECT 1 FROM ${table} WHERE order_id = $1 LIMIT 1`, [order_id])).length) {
        return
      }
    }
  }

  private async buried(where: string): Promise<void> {
    const { server, mailbox } = this.world
    await server.kill()
    mailbox.beforeAnswer = mailbox.afterAnswer = null
    this.kills++
    this.landed[where] = (this.landed[where] ?? 0) + 1
  }

  /** How far the order got that the kill was meant for. */
  private async whereIs({ order_id }: Purchase): Promise<string> {
    await this.world.server.kill()
    const [state] = await this.world.database.query<{ captured: boolean; licenses: boolean; notice: string | null }>(
      `SELECT EXISTS (SELECT 1 FROM order_payment_collection link
                        JOIN payment p ON p.payment_collection_id = link.payment_collection_id
                        JOIN capture c ON c.payment_id = p.id WHERE link.order_id = $1) AS captured,
              EXISTS (SELECT 1 FROM license_center_license WHERE order_id = $1) AS licenses,
              (SELECT status FROM license_center_notice WHERE order_id = $1 LIMIT 1) AS notice`,
      [order_id]
    )
    if (!state!.captured) return "before the money"
    if (!state!.licenses) return "money in, no license yet"
    if (!state!.notice) return "licenses there, no mail planned"
    return { pending: "mail planned, not begun", sending: "mail on its way" }[state!.notice] ?? "mail sent"
  }
}

/** After a kill an answer may be lost; anything else that goes wrong is a finding. */
async function findingOf(work: Promise<void>): Promise<unknown> {
  return work.then(
    () => null,
    (error) => (error instanceof AnswerLost ? null : error)
  )
}
