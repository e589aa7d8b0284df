import { rows, type Db } from "../../../lib/database"
import { SOLD_AS } from "./sold-as"

/** One key that an order sold, or one term or upgrade of a key that was sold before, and how the key was used. */
export type SoldUnit = {
  line_item_id: string
  unit_index: number
  kind: "initial" | "renewal" | "upgrade"
  /** Pieces of the line that it takes; null = all of them, as for a key whose seats were multiplied. */
  quantity: number | null
  license_id: string
  masked_key: string
  email: string
  customer_id: string | null
  locale: string | null
  variant_id: string | null
  /**
   * Its key was revoked, or its term or upgrade taken back. A license that ends leaves what was paid for it later as it is.
   */
  reverted: boolean
  /** When its key last came back, or its upgrade was applied: to tell whether it was bought again. Null for a renewal. */
  restored_at: Date | null
  term_starts_at: Date | null
  term_ends_at: Date | null
  activations_ever: number
  activations_live: number
  last_validated_at: Date | null
  /** When its owner first looked at the key. */
  revealed_at: Date | null
}

/** An order that sold a license, or more of it. */
export type OrderOfLicense = { license_id: string; order_id: string; kind: SoldUnit["kind"] }

/** What an order sold of a variant: keys, or more of a key. */
export type SoldPiece = { order_id: string; variant_id: string; kind: SoldUnit["kind"]; license_id: string | null }

const USAGE = `
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS activations_ever, count(*) FILTER (WHERE a.deactivated_at IS NULL)::int AS activations_live,
           max(a.last_seen_at) AS last_validated_at
      FROM license_center_activation a WHERE a.license_id = l.id AND a.deleted_at IS NULL
  ) usage ON true
  LEFT JOIN LATERAL (
    SELECT min(e.created_at) AS revealed_at FROM license_center_event e
     WHERE e.license_id = l.id AND e.name = 'license.revealed' AND e.actor_type = 'customer'
       AND e.deleted_at IS NULL
  ) shown ON true`

const FIELDS = `l.id AS license_id, l.masked_key, l.email, l.customer_id, l.locale,
  usage.activations_ever, usage.activations_live, usage.last_validated_at, shown.revealed_at`

/** What an order sold, unit by unit, as far as licenses know. */
export class SoldUnits {
  constructor(private readonly db: Db) {}

  async ofOrder(order_id: string): Promise<SoldUnit[]> {
    const keys = await rows<SoldUnit>(
      this.db,
      `SELECT l.line_item_id, l.unit_index, 'initial' AS kind, ${SOLD_AS.variant_id} AS variant_id,
              l.status = 'revoked' AS reverted,
              CASE WHEN l.pinned_at IS NULL THEN l.reinstated_at END AS restored_at,
              CASE WHEN ${SOLD_AS.quantity_means} = 'seats' THEN NULL ELSE 1 END AS quantity,
              t.starts_at AS term_starts_at, t.ends_at AS term_ends_at, ${FIELDS}
         FROM license_center_license l ${SOLD_AS.join}
         LEFT JOIN license_center_term t
           ON t.license_id = l.id AND t.kind = 'initial' AND t.deleted_at IS NULL ${USAGE}
        WHERE l.order_id = ? AND l.line_item_id IS NOT NULL AND l.deleted_at IS NULL
        ORDER BY l.line_item_id, l.unit_index`,
      [order_id]
    )
    const terms = await rows<SoldUnit>(
      this.db,
      `SELECT t.line_item_id, t.unit_index, t.kind, coalesce(s.variant_id, l.variant_id) AS variant_id,
              t.reverted_at IS NOT NULL AND t.reverted_reason IS DISTINCT FROM 'superseded' AS reverted,
              (SELECT max(c.applied_at) FROM license_center_plan_change c
                WHERE c.order_id = t.order_id AND c.line_item_id = t.line_item_id) AS restored_at,
              coalesce(o.quantity, 1) AS quantity,
              t.starts_at AS term_starts_at, t.ends_at AS term_ends_at, ${FIELDS}
         FROM license_center_term t
         JOIN license_center_license l ON l.id = t.license_id
         LEFT JOIN license_center_order_line s ON s.id = t.line_item_id
         LEFT JOIN license_center_offer o ON o.id = s.offer_id ${USAGE}
        WHERE t.order_id = ? AND t.kind IN ('renewal', 'upgrade') AND t.line_item_id IS NOT NULL
          AND t.deleted_at IS NULL
        ORDER BY t.line_item_id, t.unit_index`,
      [order_id]
    )
    return [...keys, ...terms, ...(await this.upgradesOf(order_id))]
  }

  /** How many devices lost their seats when upgrades of an order were taken back, by the upgrade's line. */
  async seatsLost(order_id: string): Promise<Map<string, number>> {
    const lost = await rows<{ line_item_id: string; count: number }>(
      this.db,
      // In one transaction, and so at one time.
      `SELECT c.line_item_id, count(*)::int AS count FROM license_center_plan_change c
         JOIN license_center_activation a ON a.license_id = c.license_id AND a.deactivated_at = c.rolled_back_at
        WHERE c.order_id = ? AND a.deactivated_reason = 'seats_reduced' AND a.deleted_at IS NULL AND c.deleted_at IS NULL
        GROUP BY c.line_item_id`,
      [order_id]
    )
    return new Map(lost.map(({ line_item_id, count }) => [line_item_id, count]))
  }

  /** Orders that sold an address licenses, or more of their time; the latest first. */
  async ordersOf(email: string, most: number): Promise<string[]> {
    const found = await rows<{ order_id: string }>(
      this.db,
      `SELECT order_id FROM (
         SELECT l.order_id, l.created_at FROM license_center_license l WHERE l.email = ? AND l.deleted_at IS NULL
          UNION ALL
         SELECT t.order_id, t.created_at FROM license_center_license l JOIN license_center_term t ON t.license_id = l.id
          WHERE l.email = ? AND l.deleted_at IS NULL) sold
        WHERE order_id IS NOT NULL GROUP BY order_id ORDER BY max(created_at) DESC, order_id LIMIT ?`,
      [email, email, most]
    )
    return found.map(({ order_id }) => order_id)
  }

  /** All orders that concern licenses, also what they sold and was taken back since; the latest first. */
  ordersOfLicenses(license_ids: string[]): Promise<OrderOfLicense[]> {
    return rows<OrderOfLicense>(
      this.db,
      `SELECT license_id, order_id, kind FROM (
         SELECT id AS license_id, order_id, 'initial' AS kind, created_at AS at FROM license_center_license
          WHERE id = ANY(?) AND line_item_id IS NOT NULL AND deleted_at IS NULL
          UNION ALL
         SELECT license_id, order_id, kind, created_at FROM license_center_term
          WHERE license_id = ANY(?) AND kind IN ('renewal', 'upgrade') AND line_item_id IS NOT NULL AND deleted_at IS NULL
          UNION ALL
         SELECT license_id, order_id, 'upgrade', created_at FROM license_center_plan_change
          WHERE license_id = ANY(?) AND deleted_at IS NULL) sold
        WHERE order_id IS NOT NULL GROUP BY license_id, order_id, kind ORDER BY max(at) DESC, order_id, kind`,
      [license_ids, license_ids, license_ids]
    )
  }

  /** Once for each variant that was sold, and each license that was renewed or upgraded; `license_id` is of these. */
  piecesOf(order_ids: string[]): Promise<SoldPiece[]> {
    return rows<SoldPiece>(
      this.db,
      `SELECT DISTINCT order_id, variant_id, kind, license_id FROM (
         SELECT l.order_id, ${SOLD_AS.variant_id} AS variant_id, 'initial' AS kind, NULL AS license_id
           FROM license_center_license l ${SOLD_AS.join}
          WHERE l.order_id = ANY(?) AND l.deleted_at IS NULL
          UNION ALL
         SELECT t.order_id, coalesce(s.variant_id, l.variant_id), t.kind, t.license_id
           FROM license_center_term t JOIN license_center_license l ON l.id = t.license_id
           LEFT JOIN license_center_order_line s ON s.id = t.line_item_id
          WHERE t.order_id = ANY(?) AND t.kind IN ('renewal', 'upgrade') AND t.deleted_at IS NULL
          UNION ALL
         SELECT c.order_id, s.variant_id, 'upgrade', c.license_id
           FROM license_center_plan_change c JOIN license_center_order_line s ON s.id = c.line_item_id
          WHERE c.order_id = ANY(?) AND c.deleted_at IS NULL) sold
        WHERE variant_id IS NOT NULL ORDER BY order_id, kind, variant_id, license_id`,
      [order_ids, order_ids, order_ids]
    )
  }

  /** Upgrades that left the end of their license where it was, and have no term to be known by. */
  private upgradesOf(order_id: string): Promise<SoldUnit[]> {
    return rows<SoldUnit>(
      this.db,
      `SELECT c.line_item_id, 0 AS unit_index, 'upgrade' AS kind, s.variant_id,
              c.rolled_back_at IS NOT NULL AS reverted, c.applied_at AS restored_at, 1 AS quantity,
              c.applied_at AS term_starts_at, NULL AS term_ends_at, ${FIELDS}
         FROM license_center_plan_change c
         JOIN license_center_license l ON l.id = c.license_id
         LEFT JOIN license_center_order_line s ON s.id = c.line_item_id ${USAGE}
        WHERE c.order_id = ? AND c.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM license_center_term t
                           WHERE t.line_item_id = c.line_item_id AND t.kind = 'upgrade' AND t.deleted_at IS NULL)
        ORDER BY c.line_item_id`,
      [order_id]
    )
  }
}
