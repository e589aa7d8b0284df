import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import type { WaiverTexts } from "../rules/eu/waiver-texts"

export type KeptWaiver = {
  id: string
  cart_id: string
  order_id: string | null
  text_begin: string
  text_lose: string
  text_version: string
  locale: string
  country_code: string | null
  given_at: Date
  confirmed_at: Date | null
}

export type GivenWaiver = {
  cart_id: string
  version: string
  locale: string
  texts: WaiverTexts
  country_code: string | null
}

const TABLE = "license_center_waiver"
const COLUMNS =
  "id, cart_id, order_id, text_begin, text_lose, text_version, locale, country_code, given_at, confirmed_at"
const LIVE = "revoked_at IS NULL AND deleted_at IS NULL"

/** For how long who gave it, as far as the network knows, is kept: longer than anybody doubts the consent itself. */
const TRACE_DAYS = 90

/** What buyers agreed to at the checkout. What was shown and agreed to is never changed, only taken back and given anew. */
export class Waivers {
  constructor(private readonly knex: Knex) {}

  /**
   * Keeps a consent, once a cart: the same words again change nothing, others take the place of what was not bought yet.
   *
   * @returns the consent that counts now
   */
  give(given: GivenWaiver): Promise<KeptWaiver> {
    return this.knex.transaction(async (trx) => {
      const before = await this.live(trx, given.cart_id, "FOR UPDATE")
      if (before && (before.order_id || isSame(before, given))) {
        return before
      }
      if (before) {
        await rows(trx, `UPDATE ${TABLE} SET revoked_at = now(), updated_at = now() WHERE id = ?`, [before.id])
      }
      // A call at the same time: the unique index lets one in, and the other finds its row.
      const [made] = await rows<KeptWaiver>(
        trx,
        `INSERT INTO ${TABLE} (id, cart_id, text_begin, text_lose, text_version, locale, country_code, given_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, now())
         ON CONFLICT (cart_id) WHERE ${LIVE} DO NOTHING RETURNING ${COLUMNS}`,
        [
          generateEntityId(undefined, "lcwvr"),
          given.cart_id,
          given.texts.begin,
          given.texts.lose,
          given.version,
          given.locale,
          given.country_code,
        ]
      )
      return made ?? (await this.live(trx, given.cart_id))!
    })
  }

  /** Notes who it came from, for {@link TRACE_DAYS} days. Apart from the rest: a workflow's input is kept longer. */
  async trace(id: string, ip: string | null, user_agent: string | null): Promise<void> {
    await rows(
      this.knex,
      `UPDATE ${TABLE} SET ip = ?, user_agent = ? WHERE id = ? AND ip IS NULL AND user_agent IS NULL AND order_id IS NULL`,
      [ip, user_agent, id]
    )
  }

  /** Takes it back, as long as nothing was bought with it. @returns whether there was one */
  async takeBack(cart_id: string): Promise<boolean> {
    const taken = await rows(
      this.knex,
      `UPDATE ${TABLE} SET revoked_at = now(), updated_at = now() WHERE cart_id = ? AND order_id IS NULL AND ${LIVE}
       RETURNING id`,
      [cart_id]
    )
    return taken.length > 0
  }

  ofCart(cart_id: string): Promise<KeptWaiver | null> {
    return this.live(this.knex, cart_id)
  }

  async find(id: string): Promise<KeptWaiver | null> {
    const [kept] = await rows<KeptWaiver>(this.knex, `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = ? AND ${LIVE}`, [id])
    return kept ?? null
  }

  async ofOrder(order_id: string): Promise<KeptWaiver | null> {
    const [kept] = await rows<KeptWaiver>(
      this.knex,
      `SELECT ${COLUMNS} FROM ${TABLE} WHERE order_id = ? AND ${LIVE} ORDER BY given_at DESC LIMIT 1`,
      [order_id]
    )
    return kept ?? null
  }

  /** The cart became an order. Once it is an order's it stays. @param email lower case */
  async bindToOrder(cart_id: string, { order_id, email }: { order_id: string; email: string }): Promise<void> {
    await rows(
      this.knex,
      `UPDATE ${TABLE} SET order_id = ?, email = ?, updated_at = now()
       WHERE cart_id = ? AND order_id IS NULL AND ${LIVE}`,
      [order_id, email || null, cart_id]
    )
  }

  /** Those of orders that no mail has confirmed yet, oldest first. @param after the last id of the page before */
  unconfirmed(limit: number, after = ""): Promise<{ id: string; order_id: string }[]> {
    return rows(
      this.knex,
      `SELECT id, order_id FROM ${TABLE} WHERE order_id IS NOT NULL AND confirmed_at IS NULL AND ${LIVE} AND id > ?
       ORDER BY id LIMIT ?`,
      [after, limit]
    )
  }

  /** The mail that repeats it left. The first time counts. */
  async confirm(id: string, at: Date): Promise<void> {
    await rows(
      this.knex,
      `UPDATE ${TABLE} SET confirmed_at = ?, updated_at = now() WHERE id = ? AND confirmed_at IS NULL`,
      [at, id]
    )
  }

  /** @returns how many traces were dropped */
  async forgetTraces(now: Date): Promise<number> {
    const dropped = await rows(
      this.knex,
      `UPDATE ${TABLE} SET ip = NULL, user_agent = NULL
       WHERE (ip IS NOT NULL OR user_agent IS NOT NULL) AND given_at < ?::timestamptz - make_interval(days => ?)
       RETURNING id`,
      [now, TRACE_DAYS]
    )
    return dropped.length
  }

  private async live(db: Db, cart_id: string, lock: "" | "FOR UPDATE" = ""): Promise<KeptWaiver | null> {
    const [kept] = await rows<KeptWaiver>(db, `SELECT ${COLUMNS} FROM ${TABLE} WHERE cart_id = ? AND ${LIVE} ${lock}`, [
      cart_id,
    ])
    return kept ?? null
  }
}

function isSame(kept: KeptWaiver, given: GivenWaiver): boolean {
  return (
    kept.text_version === given.version &&
    kept.locale === given.locale &&
    kept.text_begin === given.texts.begin &&
    kept.text_lose === given.texts.lose
  )
}
