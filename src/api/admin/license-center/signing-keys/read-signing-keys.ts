import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"

/** Without the private part, sealed as it is. */
export function readSigningKeys(container: MedusaContainer) {
  return container.resolve<LicensingModuleService>(LICENSING_MODULE).listLicenseSigningKeys(
    {},
    {
      select: ["id", "kid", "status", "created_at", "activated_at", "retired_at"],
      order: { created_at: "DESC" },
      take: 100,
    }
  )
}
