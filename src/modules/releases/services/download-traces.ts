import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

/** For how long two downloads can be told to be of one address. */
const TRACES_DAYS = 90
const BATCH = 1_000

/** What downloads say of who was given a file: to be given out, and to be forgotten. */
export class DownloadTraces {
  constructor(private readonly knex: Knex) {}

  read(license_ids: string[]): Promise<object[]> {
    return rows(
      this.knex,
      `SELECT id, license_id, activation_id, version, created_at FROM license_center_download
        WHERE license_id = ANY(?) ORDER BY created_at, id`,
      [license_ids]
    )
  }

  /** The downloads stay, counted by license and version. @returns how many */
  async erase(license_ids: string[]): Promise<number> {
    const erased = await rows(
      this.knex,
      `UPDATE license_center_download SET ip_hash = '', updated_at = now()
        WHERE license_id = ANY(?) AND ip_hash <> '' RETURNING id`,
      [license_ids]
    )
    return erased.length
  }

  /** Forgets from where files of long ago were asked, so many at a time. @returns how many; 0 at the end */
  async drop(now: Date, batch = BATCH): Promise<number> {
    const dropped = await rows(
      this.knex,
      `UPDATE license_center_download SET ip_hash = '', updated_at = now() WHERE id IN (
         SELECT id FROM license_center_download WHERE created_at < ? AND ip_hash <> '' LIMIT ?) RETURNING id`,
      [new Date(now.getTime() - TRACES_DAYS * 86_400_000), batch]
    )
    return dropped.length
  }
}
