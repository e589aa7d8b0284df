import { Checkbox, Hint, Label, toast } from "@medusajs/ui"
import { useState } from "react"
import { useDecideRefund } from "../../hooks/refunds"
import { isAgainst, unitsOf, wishFor, type RefundAssessment, type RefundUnit } from "../../lib/refund-types"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { ReasonPrompt } from "../common/reason-prompt"
import { unitWords } from "./unit-words"

/** Pays back without having been asked: all that is left, or chosen units. */
export const RefundPrompt = ({ assessment, onClose }: { assessment: RefundAssessment; onClose: () => void }) => {
  const { t, language } = useText()
  const decide = useDecideRefund(assessment.order_id)
  const units = unitsOf(assessment)
  const [chosen, setChosen] = useState(() => units.map(({ unit_id }) => unit_id))
  const [missing, setMissing] = useState(false)
  const voided = assessment.verdict === "void_instead"
  const taken = units.filter(({ unit_id }) => chosen.includes(unit_id))
  const against = isAgainst(taken)
  const wish = wishFor(assessment, taken)
  // The order may gain or lose units while somebody looks at it; what they chose stays as it is.
  const isChoice = units.length > 1 || taken.length < units.length

  return (
    <ReasonPrompt
      title={t("refunds.refund.title")}
      description={
        voided
          ? t("refunds.refund.description_void")
          : t("refunds.refund.description", { amount: money(wish.amount, assessment.currency_code, language) })
      }
      confirm={t("refunds.refund.action")}
      danger
      reasonRequired={against}
      reasonHelp={t(against ? "refunds.against_help" : "refunds.note_help")}
      failure={t("refunds.failed")}
      check={() => {
        setMissing(taken.length === 0)
        return taken.length > 0
      }}
      onConfirm={async (reason) => {
        await decide.mutateAsync({ action: "refund", wish, reason })
        toast.success(t("refunds.refund.done"))
        onClose()
      }}
      onClose={onClose}
    >
      {isChoice && !voided && (
        <fieldset className="flex flex-col gap-y-2" aria-describedby={missing ? "refund-units-missing" : undefined}>
          <legend className="txt-compact-small-plus mb-2">{t("refunds.units")}</legend>
          {units.map((unit) => (
            <UnitChoice
              key={unit.unit_id}
              unit={unit}
              currency={assessment.currency_code}
              checked={chosen.includes(unit.unit_id)}
              onChange={(checked) => {
                setMissing(false)
                setChosen((now) => [...now.filter((id) => id !== unit.unit_id), ...(checked ? [unit.unit_id] : [])])
              }}
            />
          ))}
          {missing && (
            <Hint id="refund-units-missing" variant="error" role="alert">
              {t("refunds.units_required")}
            </Hint>
          )}
        </fieldset>
      )}
    </ReasonPrompt>
  )
}

type ChoiceProps = { unit: RefundUnit; currency: string; checked: boolean; onChange: (checked: boolean) => void }

const UnitChoice = ({ unit, currency, checked, onChange }: ChoiceProps) => {
  const { t, language } = useText()
  const id = `refund-${unit.unit_id}`
  const words = unitWords(unit, currency, { t, language })
  return (
    <div className="flex items-start gap-x-2">
      <Checkbox id={id} checked={checked} onCheckedChange={(value) => onChange(value === true)} />
      <Label htmlFor={id} size="small" className="break-words">
        {isAgainst([unit]) ? `${words} · ${t("refunds.verdict.decline_window")}` : words}
      </Label>
    </div>
  )
}
