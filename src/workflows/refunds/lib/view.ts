import type { UnitAssessment } from "../../../modules/refunds/rules/assessment"
import { reasonText } from "../../../modules/refunds/rules/reason-text"
import type { Reason } from "../../../modules/refunds/rules/reasons"
import type { Language } from "../../../modules/refunds/rules/reason-language"
import type { AssessedOrder } from "./assess-order"

export const told = (reasons: Reason[], language: Language = "en") =>
  reasons.map((reason) => ({ ...reason, text: reasonText(reason, language) }))

/** An assessment as operators see it. Amounts are in the order's currency. */
export function operatorView(assessed: AssessedOrder) {
  const { assessment, purchase, amount, refundable } = assessed
  const { verdict, reasons, facts, options, rules_version } = assessment
  return {
    order_id: purchase.id,
    display_id: purchase.display_id,
    verdict,
    reasons: told(reasons),
    units: unitsView(assessed),
    amount,
    refundable,
    currency_code: purchase.currency_code,
    facts,
    options,
    rules_version,
  }
}

function unitsView({ assessment, units }: AssessedOrder) {
  return assessment.units.map((judged) => {
    const { title, masked_key, kind, quantity, amount } = units.get(judged.unit_id)!
    return { ...judgedView(judged), title, masked_key, kind, quantity, amount }
  })
}

function judgedView({ unit_id, license_id, verdict, reasons, selectable, chosen }: UnitAssessment) {
  return { unit_id, license_id, verdict, reasons: told(reasons), selectable, chosen }
}
