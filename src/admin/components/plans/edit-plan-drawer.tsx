import { Button, Drawer, InlineTip, RadioGroup, Text, toast, usePrompt } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { usePlan, useUpdatePlan } from "../../hooks/plans"
import { errorMessage } from "../../lib/format"
import {
  parsePlanForm,
  type PlanFormErrors,
  type PlanFormValues,
  planToForm,
  refusedFields,
  withoutErrors,
} from "../../lib/plan-form"
import { useText } from "../../lib/translate"
import type { Plan } from "../../lib/types"
import { focusFirstError } from "../common/field"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { PlanFormFields } from "./plan-form-fields"

/** Changes a plan. It is read anew first, because how many licenses a change touches must not be an old number. */
export const EditPlanDrawer = ({ planId, onClose }: { planId: string; onClose: () => void }) => {
  const { t } = useText()
  const query = usePlan(planId)
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("plan.edit.title")}</Drawer.Title>
          <Drawer.Description>{t("plan.edit.description")}</Drawer.Description>
        </Drawer.Header>
        {query.data ? (
          <EditPlanForm key={planId} plan={query.data} onClose={onClose} />
        ) : (
          <Drawer.Body className="p-0">
            {query.isError ? (
              <LoadError
                title={t("plan.load_failed")}
                error={query.error}
                onRetry={() => query.refetch()}
                retrying={query.isFetching}
              />
            ) : (
              <LoadingRows rows={6} />
            )}
          </Drawer.Body>
        )}
      </Drawer.Content>
    </Drawer>
  )
}

const EditPlanForm = ({ plan, onClose }: { plan: Plan; onClose: () => void }) => {
  const { t } = useText()
  const confirm = usePrompt()
  const form = useRef<HTMLFormElement>(null)
  const update = useUpdatePlan(plan.id)
  const [values, setValues] = useState<PlanFormValues>(() => planToForm(plan))
  const [errors, setErrors] = useState<PlanFormErrors>({})
  const [follow, setFollow] = useState(false)
  const licenses = plan.license_count ?? 0
  const sharedBy = plan.variants?.length ?? 0

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
    const follows = follow && licenses > 0
    if (follows) {
      const confirmed = await confirm({
        title: t("plan.edit.confirm_title", { count: licenses }),
        description: t("plan.edit.confirm_description"),
        confirmText: t("plan.edit.confirm"),
        cancelText: t("common.cancel"),
        variant: "danger",
      })
      if (!confirmed) {
        return
      }
    }
    try {
      const { licenses_updated } = await update.mutateAsync({ ...parsed.plan, apply_to_existing: follows })
      toast.success(
        t("plan.edit.done"),
        follows ? { description: t("plan.edit.followed", { count: licenses_updated }) } : undefined
      )
      onClose()
    } catch (error) {
      const refused = refusedFields(error)
      if (refused) {
        mark(refused)
        return
      }
      toast.error(t("plan.edit.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <form ref={form} onSubmit={submit} className="flex flex-1 flex-col overflow-hidden" noValidate>
      <Drawer.Body className="flex flex-1 flex-col gap-y-8 overflow-y-auto">
        {sharedBy > 1 && (
          <InlineTip label={t("plan.edit.shared_label")}>{t("plan.edit.shared", { count: sharedBy })}</InlineTip>
        )}
        {licenses > 0 && (
          <div className="flex flex-col gap-y-2">
            <Text id="license-center-follow" as="span" size="small" weight="plus" leading="compact">
              {t("plan.edit.follow", { count: licenses })}
            </Text>
            <RadioGroup
              aria-labelledby="license-center-follow"
              value={follow ? "all" : "new"}
              onValueChange={(value) => setFollow(value === "all")}
            >
              <RadioGroup.ChoiceBox
                value="new"
                label={t("plan.edit.follow_new")}
                description={t("plan.edit.follow_new_help", { count: licenses })}
              />
              <RadioGroup.ChoiceBox
                value="all"
                label={t("plan.edit.follow_all", { count: licenses })}
                description={t("plan.edit.follow_all_help")}
              />
            </RadioGroup>
          </div>
        )}
        <PlanFormFields
          values={values}
          errors={errors}
          onChange={(changed) => {
            setValues((current) => ({ ...current, ...changed }))
            setErrors((current) => withoutErrors(current, changed))
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
  )
}
