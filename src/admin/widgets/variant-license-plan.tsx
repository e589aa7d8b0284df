import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProductVariant, DetailWidgetProps } from "@medusajs/framework/types"
import { ArrowPath, PencilSquare, Plus, XCircle } from "@medusajs/icons"
import { Button, Container, Heading, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { ActionMenu } from "../components/common/action-menu"
import { LoadError } from "../components/common/load-error"
import { LoadingRows } from "../components/common/loading"
import { SectionRow } from "../components/common/section-row"
import { ChoosePlanDrawer } from "../components/plans/choose-plan-drawer"
import { CreatePlanModal } from "../components/plans/create-plan-modal"
import { EditPlanDrawer } from "../components/plans/edit-plan-drawer"
import { VariantWarnings } from "../components/plans/variant-warnings"
import { useSetVariantPlan, useVariantPlan } from "../hooks/plans"
import { errorMessage } from "../lib/format"
import { MAIN_FACTS, planFacts } from "../lib/plan-facts"
import { useText } from "../lib/translate"
import type { Plan } from "../lib/types"

type Dialog = "create" | "choose" | "edit"

/** The plan a variant is sold under, and whether anything keeps it from being sold as software. */
const VariantLicensePlan = ({ data: variant }: DetailWidgetProps<AdminProductVariant>) => {
  const { t } = useText()
  const confirm = usePrompt()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [expanded, setExpanded] = useState(false)
  const query = useVariantPlan(variant.id, `${variant.updated_at}:${variant.manage_inventory}`)
  const setPlan = useSetVariantPlan(variant.id)
  const plan = query.data?.plan ?? null
  const close = () => setDialog(null)

  const detach = async (current: Plan) => {
    const confirmed = await confirm({
      title: t("plan.detach.title", { name: current.name }),
      description: t("plan.detach.description"),
      confirmText: t("plan.detach.confirm"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      await setPlan.mutateAsync(null)
      toast.success(t("plan.detach.done"))
    } catch (error) {
      toast.error(t("plan.detach.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <Heading level="h2">{t("plan.title")}</Heading>
        {plan && (
          <ActionMenu
            label={t("plan.actions_of", { name: plan.name })}
            groups={[
              [{ icon: <PencilSquare />, label: t("plan.action.edit"), onClick: () => setDialog("edit") }],
              [
                { icon: <ArrowPath />, label: t("plan.action.replace"), onClick: () => setDialog("choose") },
                { icon: <Plus />, label: t("plan.action.create"), onClick: () => setDialog("create") },
              ],
              [
                {
                  icon: <XCircle />,
                  label: t("plan.action.detach"),
                  onClick: () => void detach(plan),
                  disabled: setPlan.isPending,
                },
              ],
            ]}
          />
        )}
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("plan.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={3} />
      ) : plan ? (
        <>
          <VariantWarnings warnings={query.data.warnings} productId={query.data.product_id} variantId={variant.id} />
          <SectionRow title={t("plan.field.name.label")}>
            {plan.name} <span className="text-ui-fg-muted">({plan.code})</span>
          </SectionRow>
          {planFacts(plan, t)
            .slice(0, expanded ? undefined : MAIN_FACTS)
            .map((fact) => (
              <SectionRow key={fact.label} title={fact.label}>
                {fact.value}
              </SectionRow>
            ))}
          <div className="flex justify-end px-6 py-3">
            <Button size="small" variant="transparent" aria-expanded={expanded} onClick={() => setExpanded(!expanded)}>
              {t(expanded ? "plan.show_less" : "plan.show_all")}
            </Button>
          </div>
        </>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle text-pretty max-w-prose">
            {t("plan.none_attached")}
          </Text>
          <div className="flex flex-wrap gap-2">
            <Button size="small" variant="secondary" onClick={() => setDialog("choose")}>
              {t("plan.action.attach")}
            </Button>
            <Button size="small" variant="secondary" onClick={() => setDialog("create")}>
              {t("plan.action.create")}
            </Button>
          </div>
        </div>
      )}
      {dialog === "create" && (
        <CreatePlanModal
          variantId={variant.id}
          productId={query.data?.product_id ?? variant.product_id ?? ""}
          variantTitle={variant.title ?? ""}
          onClose={close}
        />
      )}
      {dialog === "choose" && (
        <ChoosePlanDrawer
          variantId={variant.id}
          currentPlanId={plan?.id ?? null}
          onCreate={() => setDialog("create")}
          onClose={close}
        />
      )}
      {dialog === "edit" && plan && <EditPlanDrawer planId={plan.id} onClose={close} />}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "product_variant.details",
  id: "license-center-variant-plan",
})

export default VariantLicensePlan
