import { Button, FocusModal, Heading, Hint, Label, Text, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useCreateRelease } from "../../hooks/releases"
import { errorMessage } from "../../lib/format"
import {
  newReleaseForm,
  parseReleaseForm,
  type ReleaseFormErrors,
  type ReleaseFormValues,
} from "../../lib/release-form"
import type { Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { focusFirstError } from "../common/field"
import { ProductPicker } from "./product-picker"
import { ReleaseFormFields } from "./release-form-fields"

/** Drafts a release; its files are added on its own page, where the operator is taken next. */
export const CreateReleaseModal = (props: {
  /** Without it, the operator picks one. */
  product?: { id: string; title: string }
  onCreated: (release: Release) => void
  onClose: () => void
}) => {
  const { t } = useText()
  const form = useRef<HTMLFormElement>(null)
  const create = useCreateRelease()
  const [productId, setProductId] = useState(props.product?.id ?? "")
  const [values, setValues] = useState<ReleaseFormValues>(newReleaseForm)
  const [errors, setErrors] = useState<ReleaseFormErrors>({})

  const mark = (refused: ReleaseFormErrors) => {
    setErrors(refused)
    toast.error(t("plan.check_fields"))
    focusFirstError(form.current)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseReleaseForm(values)
    const missing: ReleaseFormErrors = productId ? {} : { product: "required" }
    if (!parsed.ok || missing.product) {
      mark({ ...missing, ...(parsed.ok ? {} : parsed.errors) })
      return
    }
    try {
      const { release } = await create.mutateAsync({ product_id: productId, ...parsed.release })
      toast.success(t("release.create.done", { version: release.version }))
      props.onCreated(release)
    } catch (error) {
      if ((error as { status?: number }).status === 422) {
        mark({ version: "version_taken" })
        return
      }
      toast.error(t("release.create.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <FocusModal open onOpenChange={(open) => !open && !create.isPending && props.onClose()}>
      <FocusModal.Content>
        <FocusModal.Title asChild>
          <span className="sr-only">{t("release.create.title")}</span>
        </FocusModal.Title>
        <FocusModal.Description asChild>
          <span className="sr-only">{t("release.create.description")}</span>
        </FocusModal.Description>
        <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <FocusModal.Header />
          <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
            <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-10 sm:px-2 md:py-16">
              <div>
                <Heading>
                  {props.product
                    ? t("release.create.title_of", { product: props.product.title })
                    : t("release.create.title")}
                </Heading>
                <Text size="small" className="text-ui-fg-subtle text-pretty">
                  {t("release.create.description")}
                </Text>
              </div>
              {!props.product && (
                <div className="flex flex-col gap-y-2">
                  <Label size="small" weight="plus">
                    {t("release.field.product")}
                  </Label>
                  <ProductPicker
                    value={productId}
                    invalid={Boolean(errors.product)}
                    onChange={(id) => {
                      setProductId(id)
                      setErrors(({ product: _gone, ...rest }) => rest)
                    }}
                  />
                  {errors.product && (
                    <Hint variant="error" role="alert">
                      {t("release.product.required")}
                    </Hint>
                  )}
                </div>
              )}
              <ReleaseFormFields
                values={values}
                errors={errors}
                onChange={(changed) => {
                  setValues((current) => ({ ...current, ...changed }))
                  setErrors((current) => withoutErrorsOf(current, changed))
                }}
              />
            </div>
          </FocusModal.Body>
          <FocusModal.Footer>
            <FocusModal.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={create.isPending}>
                {t("common.cancel")}
              </Button>
            </FocusModal.Close>
            <Button size="small" type="submit" isLoading={create.isPending}>
              {t("release.create.submit")}
            </Button>
          </FocusModal.Footer>
        </form>
      </FocusModal.Content>
    </FocusModal>
  )
}

/** A mark goes away once its field is touched. */
export function withoutErrorsOf(errors: ReleaseFormErrors, changed: Partial<ReleaseFormValues>): ReleaseFormErrors {
  const touched = Object.keys(changed)
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !touched.includes(field.split(".")[0]!)))
}
