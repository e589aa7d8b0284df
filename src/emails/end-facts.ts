import type { Fact } from "./components/license-box"
import type { Phrasebook } from "./i18n"
import type { MailLicense } from "./types"

/** Until when a license is valid and brings updates. */
export function endFacts(
  { expires_at, updates_until }: Pick<MailLicense, "expires_at" | "updates_until">,
  { t, day }: Phrasebook
): Fact[] {
  return [
    {
      label: t("facts.valid"),
      value: expires_at ? t("facts.valid_until", { date: day(expires_at) }) : t("facts.valid_forever"),
    },
    {
      label: t("facts.updates"),
      value: updates_until ? t("facts.updates_until", { date: day(updates_until) }) : t("facts.updates_all"),
    },
  ]
}
