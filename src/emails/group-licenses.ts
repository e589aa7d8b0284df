import type { MailLicense } from "./types"

/** Licenses that a mail describes once: same product, same plan, same limits and dates. */
export type LicenseGroup = { first: MailLicense; licenses: MailLicense[] }

/** Groups licenses for a mail, in the order in which each group first appears. */
export function groupLicenses(licenses: MailLicense[]): LicenseGroup[] {
  const groups = new Map<string, LicenseGroup>()
  for (const license of licenses) {
    const { product, plan, seats, expires_at, updates_until, status_reason } = license
    const same = JSON.stringify([product.id, plan.id, seats, day(expires_at), day(updates_until), status_reason])
    const group = groups.get(same)
    if (group) {
      group.licenses.push(license)
    } else {
      groups.set(same, { first: license, licenses: [license] })
    }
  }
  return [...groups.values()]
}

/** The product of all of them, or null when there are several. */
export function onlyProduct(licenses: MailLicense[]): string | null {
  const [first, ...rest] = licenses
  return first && rest.every(({ product }) => product.id === first.product.id) ? first.product.title : null
}

function day(date: Date | string | null): string | null {
  return date && new Date(date).toISOString().slice(0, 10)
}
