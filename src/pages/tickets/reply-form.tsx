import { MAX_BYTES, MAX_FILES } from "../../modules/support/rules/attachment"
import type { VisitorAttachment } from "../../modules/support/types"
import { Field, Files } from "../components/field"
import { Button, Form } from "../components/parts"
import { useFrame } from "../frame"
import { ACCEPTED, TYPES_TEXT, type RefusedFile } from "./files"

export type ReplyFormProps = {
  /** The visit's own, so that no other visit's page writes into its ticket. */
  form_token: string
  /** One message a form, however often it is sent. */
  submission: string
  message?: string
  message_error?: string
  /** Kept from an earlier try of this form. */
  uploads: VisitorAttachment[]
  refused: RefusedFile[]
}

export function ReplyForm({ form_token, submission, message, message_error, uploads, refused }: ReplyFormProps) {
  const { t, words } = useFrame()
  const say = useRefusals()
  const left = MAX_FILES - uploads.length
  const size = words.size(MAX_BYTES)
  return (
    <Form action="/t/messages" files>
      {/* Before the files: what a server reads first is there whatever becomes of the rest. */}
      <input type="hidden" name="form_token" value={form_token} />
      <input type="hidden" name="submission" value={submission} />
      <Field name="message" rows={7} label={t("reply.message")} value={message} error={message_error} required />
      {uploads.length > 0 && <Chips uploads={uploads} />}
      <Files
        name="files"
        label={t("reply.files")}
        hint={t("reply.files_hint", { count: MAX_FILES, size, types: TYPES_TEXT })}
        error={refused.length ? refused.map(say) : undefined}
        accept={ACCEPTED}
        limits={{
          "data-left": left,
          "data-bytes": MAX_BYTES,
          "data-too-large": t("reply.refused_file", {
            filename: "{}",
            reason: t("reply.refusal.too_large", { size }),
          }),
          "data-empty": t("reply.refused_file", { filename: "{}", reason: t("reply.refusal.empty") }),
          "data-type": t("reply.refused_file", {
            filename: "{}",
            reason: t("reply.refusal.type_not_allowed"),
          }),
          "data-too-many": t("reply.refused_file", {
            filename: "{}",
            reason: t("reply.refusal.too_many", { count: MAX_FILES }),
          }),
        }}
      >
        {/* The script says here what is wrong with a file, before it is sent. */}
        <ul className="error" aria-live="polite" data-refusals="" />
      </Files>
      <Button>{t("reply.send")}</Button>
    </Form>
  )
}

/** Sentences about refused files. */
export function useRefusals(): (file: RefusedFile) => string {
  const { t, words } = useFrame()
  const values = { size: words.size(MAX_BYTES), count: MAX_FILES }
  return ({ filename, reason }) =>
    t("reply.refused_file", { filename, reason: t(`reply.refusal.${reason}`, { ...values }) })
}

function Chips({ uploads }: { uploads: VisitorAttachment[] }) {
  const { t, words } = useFrame()
  return (
    <div className="field">
      <p className="label" id="attached">
        {t("reply.attached")}
      </p>
      <ul className="chips" aria-labelledby="attached">
        {uploads.map(({ id, filename, size }) => (
          <li key={id} className="chip">
            <input type="hidden" name="attachment" value={id} />
            <span className="filename">{filename}</span> <span className="size">{words.size(size)}</span>
            <Button quiet name="remove" value={id} label={t("reply.remove", { filename })}>
              {t("reply.remove_short")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
