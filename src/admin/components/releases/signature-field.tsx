import { Textarea } from "@medusajs/ui"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"

/** The author's own signature of a file, as text. */
export const SignatureField = (props: { value: string; onChange: (signature: string) => void }) => {
  const { t } = useText()
  return (
    <Field label={t("artifact.field.signature")} help={t("artifact.upload.signature_help")} optional>
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          maxLength={4096}
          spellCheck={false}
          className="font-mono"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
