import type { MailLicense } from "./types"

/** Licenses that a mail describes once: same product, same plan, same limits and dates. */
export type LicenseGroup<L extends MailLicense = MailLicense> = { first: L; licenses: L[] }

/**
 * Groups licenses for a mail, in the order in which each group first appears.
 *
 * @param more what else licenses of one group have in common
 */
export function groupLicenses<L extends MailLicense>(
  licenses: L[],
  more: (license: L) => string | null = () => null
): LicenseGroup<L>[] {
  const groups = new Map<string, LicenseGroup<L>>()
  for (const license of licenses) {
    const { product, plan, seats, expires_at, updates_until, status_reason } = license
    const same = JSON.stringify([
      product.id,
      plan.id,
      seats,
      day(expires_at),
      day(updates_until),
      status_reason,
      more(license),
    ])
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
