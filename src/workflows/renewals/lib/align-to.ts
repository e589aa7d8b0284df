import { MedusaError } from "@medusajs/framework/utils"
import { DateTime } from "luxon"

/** `latest`: the end that the last of them would have if each were renewed for one term. */
export type AlignTo = Date | "latest"

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/

/**
 * @param text a date or a time of ISO 8601, or `latest`. A date means all of that day; what names no zone is in UTC
 * @throws MedusaError invalid_data, also for a day that there is not
 */
export function alignmentOf(text: string | null | undefined): AlignTo | null {
  if (!text) {
    return null
  }
  if (text === "latest") {
    return text
  }
  const time = DateTime.fromISO(text, { zone: "utc" })
  if (!ISO.test(text) || !time.isValid) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Give a date such as 2027-12-31, or "latest"`)
  }
  return (text.includes("T") ? time : time.set({ hour: 23, minute: 59, second: 59 })).toJSDate()
}
