import { randomUUID } from "node:crypto"
import { rows, type Db } from "../../../lib/database"

const OWED = "key-reissued:"

/** `unique` tells one new key of a license from the next. */
export type OwedReissueMail = { license_id: string; unique: string }

/**
 * Notes that the mail with a new key is owed, in the transaction that writes the key: the old one works no more, so a
 * process that dies before it has queued the mail must not leave the customer without any.
 */
export async function oweReissueMail(trx: Db, license_id: string): Promise<void> {
  await rows(trx, "INSERT INTO license_center_mark (id, at) VALUES (?, now())", [
    `${OWED}${license_id}:${randomUUID()}`,
  ])
}

/** Mails with new keys that nobody has queued yet, as far as known: of one license or of all, the oldest first. */
export async function owedReissueMails(db: Db, license_id?: string): Promise<OwedReissueMail[]> {
  const found = await rows<{ id: string }>(
    db,
    "SELECT id FROM license_center_mark WHERE starts_with(id, ?) ORDER BY at, id",
    [license_id ? `${OWED}${license_id}:` : OWED]
  )
  return found.map(({ id }) => {
    const [license_id, unique] = id.slice(OWED.length).split(":")
    return { license_id: license_id!, unique: unique! }
  })
}

/** The mail is queued, or there is nobody left to get it. */
export async function settleReissueMail(db: Db, { license_id, unique }: OwedReissueMail): Promise<void> {
  await rows(db, "DELETE FROM license_center_mark WHERE id = ?", [`${OWED}${license_id}:${unique}`])
}
