import type { Fact } from "./components/license-box"
import { endFacts } from "./end-facts"
import type { Phrasebook } from "./i18n"
import type { RefundItem } from "./types"

/** What a refund has made of a license, and what that has now. */
export function refundItem({ kind, license, ended, freed }: RefundItem, words: Phrasebook) {
  const { t, count } = words
  if (!license || ended) {
    return { note: license ? t("refund.ended") : null, facts: [] as Fact[] }
  }
  const { plan, seats, activation_kind } = license
  const places = activation_kind === "site" || activation_kind === "floating" ? activation_kind : "device"
  const note = [
    ...(kind === "initial" ? [] : [t(`refund.taken_back.${kind}`)]),
    ...(freed > 0 ? [t("refund.freed", { count: freed })] : []),
  ].join(" ")
  const facts: Fact[] = [
    { label: t("facts.plan"), value: plan.name },
    { label: t(`facts.${places}`), value: seats === null ? t("facts.unlimited") : count(seats) },
    ...endFacts(license, words),
  ]
  return { note: note || null, facts }
}
