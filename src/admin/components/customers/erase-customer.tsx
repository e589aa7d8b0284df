import { Checkbox, Hint, Input, Label, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useEraseCustomer } from "../../hooks/persons"
import { wasRefused } from "../../lib/refused"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"
import { ReasonPrompt } from "../common/reason-prompt"

/** Asks for the address once more, for what is erased does not come back. */
export const EraseCustomer = ({
  email,
  onErased,
  onClose,
}: {
  email: string
  onErased: () => void
  onClose: () => void
}) => {
  const { t } = useText()
  const erase = useEraseCustomer()
  const [typed, setTyped] = useState("")
  const [wrong, setWrong] = useState(false)
  /** Whether money is still talked about, and whether they are to be erased all the same. */
  const [open, setOpen] = useState(false)
  const [force, setForce] = useState(false)

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
        return same && (force || !open)
      }}
      onConfirm={async (reason) => {
        try {
          await erase.mutateAsync({ email, confirm: typed.trim(), reason, force })
        } catch (error) {
          if (force || !wasRefused(error)) {
            throw error
          }
          setOpen(true)
          return
        }
        toast.success(t("persons.erase.done"))
        onErased()
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
      {open && <EraseAllTheSame checked={force} onChange={setForce} />}
    </ReasonPrompt>
  )
}

/** What stands in the way, and the choice to erase in spite of it. */
const EraseAllTheSame = ({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) => {
  const { t } = useText()
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Hint id={`${id}-why`} variant="error" role="alert" className="text-pretty">
        {t("persons.erase.open")}
      </Hint>
      <div className="flex items-start gap-x-2">
        <Checkbox
          id={id}
          aria-describedby={`${id}-why`}
          aria-invalid={!checked}
          checked={checked}
          onCheckedChange={(value) => onChange(value === true)}
        />
        <Label htmlFor={id} size="small">
          {t("persons.erase.force")}
        </Label>
      </div>
    </div>
  )
}
