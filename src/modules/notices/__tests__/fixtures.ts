import type { EnsureNoticeInput } from "../types"

export const aNotice = (purpose_key: string, more: Partial<EnsureNoticeInput> = {}): EnsureNoticeInput => ({
  kind: "license_delivered",
  purpose_key,
  to: "ada@example.com",
  locale: "de",
  order_id: "order_1",
  license_ids: ["lic_1", "lic_2"],
  data: { delivery_id: "dlv_1" },
  ...more,
})

export const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)
