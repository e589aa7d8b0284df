import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { holdsSeat } from "./license-lookup"

/** A device that uses a license, as its owner sees it. */
export type LiveSeat = {
  id: string
  license_id: string
  name: string | null
  platform: string | null
  app_version: string | null
  environment: "production" | "staging" | "development"
  /** A development or staging copy that takes no seat. */
  spare: boolean
  activated_at: Date
  last_seen_at: Date
}

/** The devices that use licenses now. */
export class LiveSeats {
  constructor(private readonly knex: Knex) {}

  /**
   * @param most of each license, those that were seen last
   * @returns by license id; a license without any is left out
   */
  async of(license_ids: string[], most: number): Promise<Map<string, LiveSeat[]>> {
    const found = await rows<LiveSeat>(
      this.knex,
      `SELECT a.id, l.id AS license_id, a.name, a.platform, a.app_version, a.environment, a.spare, a.activated_at,
              a.last_seen_at
         FROM license_center_license l
        CROSS JOIN LATERAL (SELECT a.* FROM license_center_activation a
                             WHERE a.license_id = l.id AND a.deleted_at IS NULL AND ${holdsSeat("a")}
                             ORDER BY a.last_seen_at DESC, a.id LIMIT ?) a
        WHERE l.id = ANY(?)
        ORDER BY a.last_seen_at DESC, a.id`,
      [most, license_ids]
    )
    const byLicense = new Map<string, LiveSeat[]>()
    for (const seat of found) {
      byLicense.set(seat.license_id, [...(byLicense.get(seat.license_id) ?? []), seat])
    }
    return byLicense
  }
}
