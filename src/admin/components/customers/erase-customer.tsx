import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useEraseCustomer } from "../../hooks/persons"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"
import { ReasonPrompt } from "../common/reason-prompt"

/** Asks for the address once more, for what is erased does not come back. */
export const EraseCustomer = ({ email, onClose }: { email: string; onClose: () => void }) => {
  const { t } = useText()
  const erase = useEraseCustomer()
  const [typed, setTyped] = useState("")
  const [wrong, setWrong] = useState(false)

  return (
    <ReasonPrompt
      title={t("persons.erase.title")}
      description={t("persons.erase.description")}
      confirm={t("persons.erase.action")}
      danger
      reasonRequired
      reasonHelp={t("persons.erase.reason_help")}
      failure={t("persons.erase.failed")}
      check={() => {
        const same = typed.trim().toLowerCase() === email.toLowerCase()
        setWrong(!same)
        return same
      }}
      onConfirm={async (reason) => {
        await erase.mutateAsync({ email, confirm: typed.trim(), reason })
        toast.success(t("persons.erase.done"))
        onClose()
      }}
      onClose={onClose}
    >
      <Field label={t("persons.erase.confirm", { email })} error={wrong ? t("persons.erase.confirm_wrong") : undefined}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
          />
        )}
      </Field>
    </ReasonPrompt>
  )
}
