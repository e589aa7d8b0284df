import type { MailLicense, NoticeMailProps } from "../types"

const KEYS = [
  "NIMBUS-7K2QX-M4RT8-9HJWC-3VZPN-D5F1G",
  "NIMBUS-2B6YT-QX0K9-V8MNS-4HCJR-W7Z3P",
  "NIMBUS-X9C4D-1RTEH-6PVKA-0ZQ8M-5JN2W",
]

/** A license as a mail sees it: a perpetual one for one computer, with a year of updates. */
export function aMailLicense(more: Partial<MailLicense> = {}, number = 0): MailLicense {
  const key = KEYS[number]!
  return {
    id: `lic_${number}`,
    key,
    masked_key: `NIMBUS-•••••-•••••-•••••-•••••-${key.slice(-5)}`,
    product: { id: "prod_notes", handle: "nimbus-notes", title: "Nimbus Notes" },
    plan: { id: "plan_personal", code: "personal", name: "Personal" },
    seats: 1,
    expires_at: null,
    updates_until: new Date("2027-11-24T00:00:00.000Z"),
    status_reason: null,
    ...more,
  }
}

/** Three keys for a team: five computers each, valid for a year. */
export function teamLicenses(more: Partial<MailLicense> = {}): MailLicense[] {
  return [0, 1, 2].map((number) =>
    aMailLicense(
      {
        plan: { id: "plan_team", code: "team", name: "Team" },
        seats: 5,
        expires_at: new Date("2027-11-24T00:00:00.000Z"),
        updates_until: null,
        ...more,
      },
      number
    )
  )
}

export function mailProps(more: Partial<NoticeMailProps> = {}): NoticeMailProps {
  return {
    store: {
      store_name: "Nimbus Software",
      store_url: "https://store.example.com",
      support_email: "help@example.com",
      help_url: "https://store.example.com/help",
    },
    order_number: "1042",
    licenses: [aMailLicense()],
    ...more,
  }
}

/** As many keys for a team as one mail may have to carry. */
export function manyLicenses(count: number, more: Partial<MailLicense> = {}): MailLicense[] {
  return Array.from({ length: count }, (_, number) => {
    const tail = String(number).padStart(5, "0")
    return {
      ...teamLicenses(more)[0]!,
      id: `lic_${number}`,
      key: `NIMBUS-7K2QX-M4RT8-9HJWC-3VZPN-${tail}`,
      masked_key: `NIMBUS-•••••-•••••-•••••-•••••-${tail}`,
    }
  })
}
