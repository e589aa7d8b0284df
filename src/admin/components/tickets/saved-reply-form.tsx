import { Button, Drawer, Input, Select, Text, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useSaveReply } from "../../hooks/saved-replies"
import { errorMessage } from "../../lib/format"
import { exampleOf, unknownVariables, VARIABLES } from "../../lib/saved-reply-text"
import { CATEGORIES } from "../../lib/ticket-query"
import type { Category, SavedReply } from "../../lib/ticket-types"
import { list } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { Field, focusFirstError } from "../common/field"

const ALL = "all"

/** Writes a saved reply, with its variables at hand and a look at what a customer would get. */
export const SavedReplyForm = ({ reply, onClose }: { reply: SavedReply | null; onClose: () => void }) => {
  const { t, language } = useText()
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const save = useSaveReply(reply?.id ?? null)
  const [title, setTitle] = useState(reply?.title ?? "")
  const [body, setBody] = useState(reply?.body ?? "")
  const [category, setCategory] = useState<Category | null>(reply?.category ?? null)
  const [checked, setChecked] = useState(false)
  const unknown = unknownVariables(body)
  const errors = {
    title: title.trim() ? undefined : t("savedReplies.error.required"),
    body: !body.trim()
      ? t("savedReplies.error.required")
      : unknown.length > 0
        ? t("savedReplies.error.unknown", { names: list(unknown, language) })
        : undefined,
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (errors.title || errors.body) {
      focusFirstError(form.current)
      return
    }
    try {
      await save.mutateAsync({ title: title.trim(), body, category })
      toast.success(t("savedReplies.saved"))
      onClose()
    } catch (error) {
      toast.error(t("savedReplies.save_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const insert = (name: string) => {
    const at = box.current?.selectionStart ?? body.length
    const variable = `{{${name}}}`
    setBody(body.slice(0, at) + variable + body.slice(at))
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(at + variable.length, at + variable.length)
    })
  }

  return (
    <Drawer open onOpenChange={(open) => !open && !save.isPending && onClose()}>
      <Drawer.Content>
        <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <Drawer.Header>
            <Drawer.Title>{t(reply ? "savedReplies.edit" : "savedReplies.create")}</Drawer.Title>
            <Drawer.Description>{t("savedReplies.form_help")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
            <Field label={t("savedReplies.field.title")} error={checked ? errors.title : undefined}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={120}
                  autoComplete="off"
                  value={title}
                  onChange={(event) => setTitle(event.target.value)}
                />
              )}
            </Field>
            <Field label={t("tickets.field.category")} help={t("savedReplies.category_help")}>
              {(control) => (
                <Select
                  value={category ?? ALL}
                  onValueChange={(value) => setCategory(value === ALL ? null : (value as Category))}
                >
                  <Select.Trigger id={control.id} aria-describedby={control["aria-describedby"]}>
                    <Select.Value />
                  </Select.Trigger>
                  <Select.Content>
                    <Select.Item value={ALL}>{t("savedReplies.all_categories")}</Select.Item>
                    {CATEGORIES.map((value) => (
                      <Select.Item key={value} value={value}>
                        {t(`tickets.category.${value}`)}
                      </Select.Item>
                    ))}
                  </Select.Content>
                </Select>
              )}
            </Field>
            <Field label={t("savedReplies.field.body")} error={checked ? errors.body : undefined}>
              {(control) => (
                <Textarea
                  {...control}
                  ref={box}
                  rows={10}
                  maxLength={10_000}
                  value={body}
                  onChange={(event) => setBody(event.target.value)}
                />
              )}
            </Field>
            <div className="flex flex-col gap-y-2">
              <Text size="small" weight="plus" leading="compact">
                {t("savedReplies.variables")}
              </Text>
              <Text size="small" className="text-ui-fg-subtle text-pretty">
                {t("savedReplies.variables_help")}{" "}
                <code className="text-ui-fg-base">{"{{customer.first_name|there}}"}</code>
              </Text>
              <ul className="flex flex-col gap-y-1">
                {VARIABLES.map((name) => (
                  <li key={name} className="flex items-center justify-between gap-x-3">
                    <button
                      type="button"
                      onClick={() => insert(name)}
                      aria-label={t("savedReplies.insert_variable", { name })}
                      className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover font-mono"
                    >
                      {`{{${name}}}`}
                    </button>
                    <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle text-right">
                      {t(`savedReplies.variable.${name.replace(".", "_")}`)}
                    </Text>
                  </li>
                ))}
              </ul>
            </div>
            {body.trim() && (
              <div className="flex flex-col gap-y-2">
                <Text size="small" weight="plus" leading="compact">
                  {t("savedReplies.preview")}
                </Text>
                <p className="bg-ui-bg-subtle txt-small whitespace-pre-wrap break-words rounded-lg border px-4 py-3">
                  {exampleOf(body, t)}
                </p>
              </div>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={save.isPending}>
                {t("common.cancel")}
              </Button>
            </Drawer.Close>
            <Button size="small" type="submit" isLoading={save.isPending}>
              {t("common.save")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
