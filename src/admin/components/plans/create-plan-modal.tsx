import { Button, FocusModal, Heading, Text, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useCreatePlan, useProductTitle, useSetVariantPlan } from "../../hooks/plans"
import { errorMessage } from "../../lib/format"
import {
  codeFromName,
  newPlanForm,
  parsePlanForm,
  type PlanFormErrors,
  type PlanFormValues,
  prefixFromTitle,
  refusedFields,
  withoutErrors,
} from "../../lib/plan-form"
import { useText } from "../../lib/translate"
import { focusFirstError } from "../common/field"
import { LoadingRows } from "../common/loading"
import { PlanFormFields } from "./plan-form-fields"

type Props = { variantId: string; productId: string; variantTitle: string; onClose: () => void }

/** Creates a plan and attaches it to the variant the operator is looking at. */
export const CreatePlanModal = (props: Props) => {
  const { t } = useText()
  const product = useProductTitle(props.productId)
  const description = t("plan.create.description", { variant: props.variantTitle })
  return (
    <FocusModal open onOpenChange={(open) => !open && props.onClose()}>
      <FocusModal.Content>
        <FocusModal.Title asChild>
          <span className="sr-only">{t("plan.create.title")}</span>
        </FocusModal.Title>
        <FocusModal.Description asChild>
          <span className="sr-only">{description}</span>
        </FocusModal.Description>
        {product.isPending ? (
          <>
            <FocusModal.Header />
            <FocusModal.Body>
              <LoadingRows rows={6} />
            </FocusModal.Body>
          </>
        ) : (
          // A title that cannot be read costs a suggestion, not the dialog.
          <CreatePlanForm {...props} description={description} productTitle={product.data ?? ""} />
        )}
      </FocusModal.Content>
    </FocusModal>
  )
}

const CreatePlanForm = (props: Props & { productTitle: string; description: string }) => {
  const { t } = useText()
  const form = useRef<HTMLFormElement>(null)
  const create = useCreatePlan()
  const attach = useSetVariantPlan(props.variantId)
  const [values, setValues] = useState<PlanFormValues>(() => suggestion(props.productTitle, props.variantTitle))
  const [errors, setErrors] = useState<PlanFormErrors>({})
  const [codeTyped, setCodeTyped] = useState(false)
  const pending = create.isPending || attach.isPending

  const change = (changed: Partial<PlanFormValues>) => {
    if (changed.code !== undefined) {
      setCodeTyped(true)
    }
    const follows =
      changed.name !== undefined && !codeTyped ? { code: suggestedCode(props.productTitle, changed.name) } : {}
    setValues((current) => ({ ...current, ...changed, ...follows }))
    setErrors((current) => withoutErrors(current, { ...changed, ...follows }))
  }

  const mark = (refused: PlanFormErrors) => {
    setErrors(refused)
    toast.error(t("plan.check_fields"))
    focusFirstError(form.current)
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = parsePlanForm(values)
    if (!parsed.ok) {
      mark(parsed.errors)
      return
    }
    let planId: string
    try {
      planId = (await create.mutateAsync(parsed.plan)).plan.id
    } catch (error) {
      const refused = refusedFields(error)
      if (refused) {
        mark(refused)
        return
      }
      toast.error(t("plan.create.failed"), { description: errorMessage(error, t("common.unknown_error")) })
      return
    }
    // The plan exists from here on: a second submit would be refused for its code, so the dialog closes either way.
    try {
      await attach.mutateAsync(planId)
      toast.success(t("plan.create.done"))
    } catch (error) {
      toast.error(t("plan.create.not_attached"), { description: errorMessage(error, t("common.unknown_error")) })
    }
    props.onClose()
  }

  return (
    <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
      <FocusModal.Header />
      <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
        <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-10 sm:px-2 md:py-16">
          <div>
            <Heading>{t("plan.create.title")}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {props.description}
            </Text>
          </div>
          <PlanFormFields values={values} errors={errors} onChange={change} />
        </div>
      </FocusModal.Body>
      <FocusModal.Footer>
        <FocusModal.Close asChild>
          <Button size="small" variant="secondary" type="button" disabled={pending}>
            {t("common.cancel")}
          </Button>
        </FocusModal.Close>
        <Button size="small" type="submit" isLoading={pending}>
          {t("plan.create.submit")}
        </Button>
      </FocusModal.Footer>
    </form>
  )
}

function suggestion(productTitle: string, variantTitle: string): PlanFormValues {
  return {
    ...newPlanForm(),
    name: variantTitle,
    code: suggestedCode(productTitle, variantTitle),
    key_prefix: prefixFromTitle(productTitle),
  }
}

/** With the product in it: "team" alone is soon taken, and a code is never used twice. */
function suggestedCode(productTitle: string, name: string): string {
  return name.trim() ? codeFromName(`${productTitle} ${name}`) : ""
}
