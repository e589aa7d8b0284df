import { rows, type Db } from "../../../lib/database"

/** A device as operators see it. */
export type Device = {
  id: string
  license_id: string
  name: string | null
  platform: string | null
  app_version: string | null
  environment: "production" | "staging" | "development"
  activated_at: Date
  last_seen_at: Date
  deactivated_at: Date | null
}

export type LicenseDevices = { devices: Device[]; left_out: number }

type Row = Device & { total: number }

/**
 * The devices of several licenses at once: those that hold their seat first, then those that were freed, each the latest
 * first.
 *
 * @param most of each license
 * @returns by license id, with how many more there are; a license without any is left out
 */
export async function readDevices(db: Db, license_ids: string[], most: number): Promise<Map<string, LicenseDevices>> {
  const found = await rows<Row>(
    db,
    `SELECT id, license_id, name, platform, app_version, environment, activated_at, last_seen_at, deactivated_at, total
       FROM (SELECT a.*, count(*) OVER (PARTITION BY a.license_id)::int AS total,
                    row_number() OVER (PARTITION BY a.license_id
                      ORDER BY a.deactivated_at IS NOT NULL, a.activated_at DESC, a.id DESC) AS place
               FROM license_center_activation a
              WHERE a.license_id = ANY(?) AND a.deleted_at IS NULL) AS ranked
      WHERE place <= ? ORDER BY license_id, place`,
    [license_ids, most]
  )
  const byLicense = new Map<string, LicenseDevices>()
  for (const { total, ...device } of found) {
    const known = byLicense.get(device.license_id) ?? { devices: [], left_out: total }
    known.devices.push(device)
    known.left_out = total - known.devices.length
    byLicense.set(device.license_id, known)
  }
  return byLicense
}
