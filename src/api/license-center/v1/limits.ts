import type { MedusaRequest } from "@medusajs/framework/http"
import { RateLimit, type Limited } from "../../../lib/rate-limit"
import type LicensingModuleService from "../../../modules/licensing/service"

let limits: RateLimit | undefined

/** The limits of the sold software's calls, shared by all of them; null when the store has turned them off. */
export function limiterOf({ options }: LicensingModuleService): RateLimit | null {
  return options.rate_limit === "on" ? (limits ??= new RateLimit(options.redis_url)) : null
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
