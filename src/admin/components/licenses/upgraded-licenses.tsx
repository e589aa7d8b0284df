import { Badge, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { formatDate } from "../../lib/format"
import type { OrderUpgrade, RevertedRenewal } from "../../lib/order-review-types"
import { useText } from "../../lib/translate"
import type { License } from "../../lib/types"
import { LicenseRow } from "./license-row"

type OnOpen = (license: License) => void

/** Licenses of earlier orders that the order upgraded, with what it made of them. */
export const UpgradedLicenses = ({ upgrades, onOpen }: { upgrades: OrderUpgrade[]; onOpen: OnOpen }) => {
  const { t } = useText()
  return (
    <Section title={t("license.upgraded_by_order")}>
      {upgrades.map(({ id, license, from_plan, to_plan, applied_at, rolled_back_at }) => (
        <LicenseRow
          key={id}
          license={license}
          onOpen={() => onOpen(license)}
          note={
            <Note
              text={t("license.upgraded_from", { from: from_plan, to: to_plan })}
              at={applied_at}
              takenBackAt={rolled_back_at}
            />
          }
        />
      ))}
    </Section>
  )
}

/** Licenses of earlier orders that the order renewed until that was taken back. */
export const RevertedRenewals = ({ renewals, onOpen }: { renewals: RevertedRenewal[]; onOpen: OnOpen }) => {
  const { t } = useText()
  return (
    <Section title={t("license.renewals_taken_back")}>
      {renewals.map(({ id, license, reverted_at }) => (
        <LicenseRow
          key={id}
          license={license}
          onOpen={() => onOpen(license)}
          note={<Note text={null} at={null} takenBackAt={reverted_at} />}
        />
      ))}
    </Section>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Heading level="h3" className="px-6 pt-4">
      {title}
    </Heading>
    <ul className="divide-y">{children}</ul>
  </section>
)

const Note = ({ text, at, takenBackAt }: { text: string | null; at: string | null; takenBackAt: string | null }) => {
  const { t, language } = useText()
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {text && (
        <Text size="small" leading="compact" className="text-pretty">
          {text}
        </Text>
      )}
      {takenBackAt ? (
        <Badge size="2xsmall" color="orange">
          {t("license.taken_back", { date: formatDate(takenBackAt, language) })}
        </Badge>
      ) : (
        at && (
          <Badge size="2xsmall" color="green">
            {t("license.in_force_since", { date: formatDate(at, language) })}
          </Badge>
        )
      )}
    </div>
  )
}
