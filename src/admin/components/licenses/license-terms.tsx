import { Button, Heading } from "@medusajs/ui"
import { useState } from "react"
import { formatDate } from "../../lib/format"
import { reasonText } from "../../lib/reason-text"
import { type Translate, useText } from "../../lib/translate"
import type { LicenseDetail, LicenseTerm } from "../../lib/types"
import { EventList } from "../common/event-list"
import { RenewalCart } from "./renewal-cart"

/** What a license was paid for or given, from first to last, and a way to sell it more. */
export const LicenseTerms = ({ license }: { license: LicenseDetail }) => {
  const { t, language } = useText()
  const [renewing, setRenewing] = useState(false)
  const may_be_renewed = license.status === "active" && (license.expires_at !== null || license.updates_until !== null)

  return (
    <section>
      <div className="flex items-center justify-between gap-x-4 px-6 pt-4">
        <Heading level="h3">{t("terms.title")}</Heading>
        {may_be_renewed && (
          <Button size="small" variant="secondary" onClick={() => setRenewing(true)}>
            {t("renewal_cart.button")}
          </Button>
        )}
      </div>
      <EventList
        events={license.terms.map((term) => ({
          id: term.id,
          title: titleOf(term, t),
          facts: factsOf(term, t, language),
        }))}
        onMore={null}
        isLoadingMore={false}
      />
      {renewing && <RenewalCart license={license} onClose={() => setRenewing(false)} />}
    </section>
  )
}

function titleOf({ kind, reverted_at, reverted_reason }: LicenseTerm, t: Translate): string {
  const name = t(`terms.kind.${kind}`, { defaultValue: kind })
  if (!reverted_at) {
    return name
  }
  // What an upgrade took the place of was not taken back from anybody.
  return t(reverted_reason === "superseded" ? "terms.superseded" : "terms.reverted", { name })
}

function factsOf(term: LicenseTerm, t: Translate, language: string): (string | null)[] {
  const { starts_at, ends_at, updates_until, order_id, order_display_id, reverted_at, reverted_reason } = term
  const from = formatDate(starts_at, language)
  return [
    ends_at ? t("terms.from_to", { from, to: formatDate(ends_at, language) }) : t("terms.from", { from }),
    updates_until && t("license.updates_until", { date: formatDate(updates_until, language) }),
    order_id && t("terms.order", { id: order_display_id === null ? order_id : `#${order_display_id}` }),
    reverted_at && t("terms.ended_on", { date: formatDate(reverted_at, language) }),
    reverted_reason && reverted_reason !== "superseded"
      ? t("license.reason", { reason: reasonText(reverted_reason, t) })
      : null,
  ]
}
