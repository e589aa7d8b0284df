import { useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { LicenseReminder } from "../lib/types"
import { queryKeys } from "./query-keys"

export function useLicenseReminders(id: string) {
  return useQuery({
    queryKey: queryKeys.licenseReminders(id),
    queryFn: () =>
      sdk.client.fetch<{ reminders: LicenseReminder[]; unsubscribed: boolean }>(
        `/admin/license-center/licenses/${id}/reminders`
      ),
    refetchOnMount: "always",
  })
}
