import { Button, Drawer, Input, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useLinkArtifact } from "../../hooks/releases"
import { errorMessage } from "../../lib/format"
import { artifactFromLink, filenameOf, newLinkForm, type LinkFormErrors } from "../../lib/link-form"
import { useText } from "../../lib/translate"
import { Field, focusFirstError } from "../common/field"
import { PlatformFields } from "./platform-fields"
import { SignatureField } from "./signature-field"

/** Adds a file that lies elsewhere. The server does not fetch it: what is said of it here is what updaters are told. */
export const LinkArtifactDrawer = ({ releaseId, onClose }: { releaseId: string; onClose: () => void }) => {
  const { t } = useText()
  const form = useRef<HTMLFormElement>(null)
  const link = useLinkArtifact(releaseId)
  const [values, setValues] = useState(newLinkForm)
  const [errors, setErrors] = useState<LinkFormErrors>({})

  const change = (changed: Partial<typeof values>) => {
    setValues((current) => ({ ...current, ...changed }))
    setErrors((current) => Object.fromEntries(Object.entries(current).filter(([field]) => !(field in changed))))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = artifactFromLink(values)
    if (!parsed.ok) {
      setErrors(parsed.errors)
      focusFirstError(form.current)
      return
    }
    try {
      await link.mutateAsync(parsed.artifact)
      toast.success(t("artifact.link.done"))
      onClose()
    } catch (error) {
      toast.error(t("artifact.link.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const error = (field: string) => errors[field] && t(`artifact.error.${errors[field]}`)
  return (
    <Drawer open onOpenChange={(open) => !open && !link.isPending && onClose()}>
      <Drawer.Content>
        <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <Drawer.Header>
            <Drawer.Title>{t("artifact.link.title")}</Drawer.Title>
            <Drawer.Description>{t("artifact.link.description")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            <Field label={t("artifact.field.url")} error={error("url")}>
              {(control) => (
                <Input
                  {...control}
                  type="url"
                  size="small"
                  placeholder="https://"
                  value={values.url}
                  onChange={(event) =>
                    change({ url: event.target.value, filename: filenameOf(event.target.value) || values.filename })
                  }
                />
              )}
            </Field>
            <Field
              label={t("artifact.field.filename")}
              help={t("artifact.link.filename_help")}
              error={error("filename")}
            >
              {(control) => (
                <Input
                  {...control}
                  size="small"
                  maxLength={200}
                  value={values.filename}
                  onChange={(event) => change({ filename: event.target.value })}
                />
              )}
            </Field>
            <PlatformFields platform={values.platform} arch={values.arch} onChange={change} />
            <Field label={t("artifact.field.size")} error={error("size")}>
              {(control) => (
                <Input
                  {...control}
                  size="small"
                  inputMode="numeric"
                  value={values.size}
                  onChange={(event) => change({ size: event.target.value })}
                />
              )}
            </Field>
            <Field label={t("artifact.field.sha512")} help={t("artifact.link.sha512_help")} error={error("sha512")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  spellCheck={false}
                  className="font-mono"
                  value={values.sha512}
                  onChange={(event) => change({ sha512: event.target.value })}
                />
              )}
            </Field>
            <SignatureField value={values.signature} onChange={(signature) => change({ signature })} />
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={link.isPending}>
                {t("common.cancel")}
              </Button>
            </Drawer.Close>
            <Button size="small" type="submit" isLoading={link.isPending}>
              {t("artifact.link.submit")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
