import { Heading } from "@medusajs/ui"
import { useText } from "../../lib/translate"
import type { License } from "../../lib/types"
import { LicenseRow } from "./license-row"

/** Licenses of earlier orders that the order added time to, each with the end it has now. */
export const RenewedLicenses = ({ licenses, onOpen }: { licenses: License[]; onOpen: (license: License) => void }) => {
  const { t } = useText()
  return (
    <section>
      <Heading level="h3" className="px-6 pt-4">
        {t("license.renewed_by_order")}
      </Heading>
      <ul className="divide-y">
        {licenses.map((license) => (
          <LicenseRow key={license.id} license={license} onOpen={() => onOpen(license)} />
        ))}
      </ul>
    </section>
  )
}
