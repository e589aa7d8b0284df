import { groupLicenses } from "../group-licenses"
import type { Phrasebook } from "../i18n"
import type { MailLicense } from "../types"
import { hasManyKeys, LicenseBox, type Fact } from "./license-box"

/** The licenses that a mail is about, without their keys in clear. @param facts what is said of each besides its plan */
export function MaskedLicenses(props: {
  words: Phrasebook
  licenses: MailLicense[]
  facts: (license: MailLicense) => Fact[]
}) {
  const { licenses, facts } = props
  const { t } = props.words
  return (
    <>
      {groupLicenses(licenses).map(({ first, licenses: same }) => (
        <LicenseBox
          key={first.id}
          title={first.product.title}
          keysLabel={t("revoked.key", { count: same.length })}
          keys={same.map(({ masked_key }) => masked_key)}
          compact={hasManyKeys(licenses.length)}
          facts={[{ label: t("facts.plan"), value: first.plan.name }, ...facts(first)]}
        />
      ))}
    </>
  )
}
