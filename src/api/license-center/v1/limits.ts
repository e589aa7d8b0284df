import type { MedusaRequest } from "@medusajs/framework/http"
import { sharedLimits, type Limited, type RateLimit } from "../../../lib/rate-limit"
import type LicensingModuleService from "../../../modules/licensing/service"

/** Null when the store has turned the limits off. */
export function limiterOf({ options }: LicensingModuleService): RateLimit | null {
  return sharedLimits(options)
}

/** Counts a call by its caller's address. @returns seconds to wait, or null */
export async function admit(
  limiter: RateLimit | null,
  req: MedusaRequest,
  bucket: "address" | "file" = "address"
): Promise<Limited> {
  const address = req.ip ?? ""
  return limiter && ((await limiter.count(bucket, address)) ?? (await limiter.full("miss", address)))
}
