import { Button, FocusModal, Heading, Text, toast } from "@medusajs/ui"
import { type FormEvent, useState } from "react"
import { useCreatePlan, useSetVariantPlan } from "../../hooks/plans"
import { errorMessage } from "../../lib/format"
import {
  codeFromName,
  newPlanForm,
  parsePlanForm,
  type PlanFormErrors,
  type PlanFormValues,
  prefixFromTitle,
  withoutErrors,
} from "../../lib/plan-form"
import { useText } from "../../lib/translate"
import { PlanFormFields } from "./plan-form-fields"

/** Creates a plan and attaches it to the variant the operator is looking at. */
export const CreatePlanModal = (props: {
  variantId: string
  productTitle: string
  variantTitle: string
  onClose: () => void
}) => {
  const { t } = useText()
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
    const follows = changed.name !== undefined && !codeTyped ? { code: codeFromName(changed.name) } : {}
    setValues((current) => ({ ...current, ...changed, ...follows }))
    setErrors((current) => withoutErrors(current, { ...changed, ...follows }))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = parsePlanForm(values)
    if (!parsed.ok) {
      setErrors(parsed.errors)
      toast.error(t("plan.check_fields"))
      return
    }
    let planId: string
    try {
      planId = (await create.mutateAsync(parsed.plan)).plan.id
    } catch (error) {
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
    <FocusModal open onOpenChange={(open) => !open && !pending && props.onClose()}>
      <FocusModal.Content>
        <form onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <FocusModal.Header />
          <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
            <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-10 sm:px-2 md:py-16">
              <div>
                <FocusModal.Title asChild>
                  <Heading>{t("plan.create.title")}</Heading>
                </FocusModal.Title>
                <FocusModal.Description asChild>
                  <Text size="small" className="text-ui-fg-subtle">
                    {t("plan.create.description", { variant: props.variantTitle })}
                  </Text>
                </FocusModal.Description>
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
      </FocusModal.Content>
    </FocusModal>
  )
}

function suggestion(productTitle: string, variantTitle: string): PlanFormValues {
  return {
    ...newPlanForm(),
    name: variantTitle,
    code: codeFromName(variantTitle),
    key_prefix: prefixFromTitle(productTitle),
  }
}
