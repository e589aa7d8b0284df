import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useLicenseAction } from "../../hooks/licenses"
import { type DurationError, durationToForm, formToDuration } from "../../lib/duration-form"
import { formatDate, shortKey } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { License } from "../../lib/types"
import { DurationField } from "../common/duration-field"
import { ReasonPrompt } from "../common/reason-prompt"

/** Asks by how much a license is extended, and why. Of one that never ends only the updates are. */
export const ExtendLicense = (props: {
  license: License
  initialBy?: string
  initialReason?: string
  onClose: () => void
}) => {
  const { license, onClose } = props
  const { t, language } = useText()
  const change = useLicenseAction(license.id)
  const [by, setBy] = useState(durationToForm(props.initialBy ?? "P30D"))
  const [error, setError] = useState<DurationError | null>(null)
  const parsed = formToDuration(by)

  return (
    <ReasonPrompt
      title={t("extend.title")}
      description={t(license.expires_at ? "extend.description" : "extend.description_updates", {
        key: shortKey(license.masked_key),
      })}
      confirm={t("extend.confirm")}
      initialReason={props.initialReason}
      reasonRequired
      reasonHelp={t("reason.help")}
      failure={t("extend.failed")}
      check={() => {
        setError(parsed.ok ? null : parsed.error)
        return parsed.ok
      }}
      onConfirm={async (reason) => {
        if (!parsed.ok || !parsed.iso) {
          return
        }
        const { license: after } = await change.mutateAsync({ action: "extend", reason, by: parsed.iso })
        const [text, end] = after.expires_at
          ? ["license.valid_until", after.expires_at]
          : ["license.updates_until", after.updates_until]
        toast.success(t("extend.done"), {
          description: end ? t(text!, { date: formatDate(end, language) }) : undefined,
        })
        onClose()
      }}
      onClose={onClose}
    >
      <DurationField
        label={t("extend.by")}
        error={error ? t(`plan.error.${error}`) : undefined}
        value={by}
        onChange={(value) => {
          setBy(value)
          setError(null)
        }}
      />
    </ReasonPrompt>
  )
}
