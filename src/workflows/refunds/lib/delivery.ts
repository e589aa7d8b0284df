import type { KeyMail } from "../../../modules/notices/rules/key-mails"
import type { UnitFacts } from "../../../modules/refunds/rules/facts"

export type Delivery = Pick<UnitFacts, "delivery" | "first_delivered_at">

/** Whether and when the key of a license left, by the mails with keys of its order or by its owner's own look at it. */
export function deliveryOf(license_id: string, mails: readonly KeyMail[], revealed_at: Date | null): Delivery {
  const own = mails.filter(({ license_ids, mailed_license_ids }) =>
    [...license_ids, ...(mailed_license_ids ?? [])].includes(license_id)
  )
  const left = own.filter(
    ({ status, mailed_license_ids }) => status === "sent" || mailed_license_ids?.includes(license_id)
  )
  const times = [...left.map(({ sent_at }) => sent_at), revealed_at].filter((time) => time !== null)
  const first_delivered_at = times.length ? new Date(Math.min(...times.map((time) => time.getTime()))) : null
  if (left.length || revealed_at) {
    return { delivery: "sent", first_delivered_at }
  }
  const waits = own.some(({ status }) => status === "pending" || status === "sending")
  const failed = own.some(({ status }) => status === "failed")
  return { delivery: waits ? "waiting" : failed ? "failed" : "not_due", first_delivered_at }
}
