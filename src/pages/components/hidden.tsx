import type { RedactionCounts } from "../../modules/support/types"
import { useFrame } from "../frame"

const KINDS = ["cards", "license_keys", "secrets"] as const

/** A sentence for each kind of what was hidden in a message. */
export function HiddenSentences({ hidden }: { hidden: RedactionCounts }) {
  const { t } = useFrame()
  const found = KINDS.filter((kind) => hidden[kind] > 0)
  return found.map((kind) => <p key={kind}>{t(`hidden.${kind}`, { count: hidden[kind] })}</p>)
}

export const isAnythingHidden = (hidden: RedactionCounts | null): hidden is RedactionCounts =>
  hidden !== null && KINDS.some((kind) => hidden[kind] > 0)
