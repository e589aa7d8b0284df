import { Button, Drawer, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useUpdateRelease } from "../../hooks/releases"
import { errorMessage } from "../../lib/format"
import {
  changedFields,
  parseReleaseForm,
  type ReleaseFormErrors,
  type ReleaseFormValues,
  releaseToForm,
} from "../../lib/release-form"
import type { Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { focusFirstError } from "../common/field"
import { withoutErrorsOf } from "./create-release-modal"
import { ReleaseFormFields } from "./release-form-fields"

export const EditReleaseDrawer = ({ release: now, onClose }: { release: Release; onClose: () => void }) => {
  const { t } = useText()
  // As it was when the drawer was opened: what a colleague has changed since is not written back.
  const [release] = useState(now)
  const form = useRef<HTMLFormElement>(null)
  const update = useUpdateRelease(release.id)
  const [values, setValues] = useState<ReleaseFormValues>(() => releaseToForm(release))
  const [errors, setErrors] = useState<ReleaseFormErrors>({})

  const mark = (refused: ReleaseFormErrors) => {
    setErrors(refused)
    toast.error(t("plan.check_fields"))
    focusFirstError(form.current)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseReleaseForm(values)
    if (!parsed.ok) {
      mark(parsed.errors)
      return
    }
    const changed = changedFields(release, values)
    if (Object.keys(changed).length === 0) {
      onClose()
      return
    }
    try {
      await update.mutateAsync(changed)
      toast.success(t("release.edit.done"))
      onClose()
    } catch (error) {
      if ((error as { status?: number }).status === 422) {
        mark({ version: "version_taken" })
        return
      }
      toast.error(t("release.edit.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Drawer open onOpenChange={(open) => !open && !update.isPending && onClose()}>
      <Drawer.Content>
        <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <Drawer.Header>
            <Drawer.Title>{t("release.edit.title", { version: release.version })}</Drawer.Title>
            <Drawer.Description>{t("release.edit.description")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex-1 overflow-y-auto">
            <ReleaseFormFields
              values={values}
              errors={errors}
              fixed={release.status !== "draft"}
              onChange={(changed) => {
                setValues((current) => ({ ...current, ...changed }))
                setErrors((current) => withoutErrorsOf(current, changed))
              }}
            />
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={update.isPending}>
                {t("common.cancel")}
              </Button>
            </Drawer.Close>
            <Button size="small" type="submit" isLoading={update.isPending}>
              {t("common.save")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
