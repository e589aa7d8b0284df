import { Button, Drawer, Input, RadioGroup, Text, toast } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { usePlans, useSetVariantPlan } from "../../hooks/plans"
import { errorMessage } from "../../lib/format"
import { planSummary } from "../../lib/plan-facts"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** Picks an existing plan for a variant, in place of the one it has or as its first. */
export const ChoosePlanDrawer = (props: {
  variantId: string
  currentPlanId: string | null
  onCreate: () => void
  onClose: () => void
}) => {
  const { t } = useText()
  const [search, setSearch] = useState("")
  const [chosen, setChosen] = useState(props.currentPlanId ?? "")
  const q = useDeferredValue(search.trim())
  const query = usePlans(q)
  const attach = useSetVariantPlan(props.variantId)
  const plans = query.data?.pages.flatMap((page) => page.plans)

  const save = async () => {
    try {
      await attach.mutateAsync(chosen)
      toast.success(t("plan.attach.done"))
      props.onClose()
    } catch (error) {
      toast.error(t("plan.attach.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Drawer open onOpenChange={(open) => !open && !attach.isPending && props.onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t(props.currentPlanId ? "plan.attach.replace_title" : "plan.attach.title")}</Drawer.Title>
          <Drawer.Description>
            {t(props.currentPlanId ? "plan.attach.replace_description" : "plan.attach.description")}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
          <Input
            type="search"
            size="small"
            aria-label={t("plan.attach.search")}
            placeholder={t("plan.attach.search")}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {query.isError && !plans ? (
            <LoadError
              title={t("plan.load_failed")}
              error={query.error}
              onRetry={() => query.refetch()}
              retrying={query.isFetching}
            />
          ) : !plans ? (
            <LoadingRows rows={4} />
          ) : plans.length === 0 ? (
            <div className="flex flex-col items-start gap-y-3">
              <Text size="small" className="text-ui-fg-subtle">
                {t(q ? "plan.attach.no_match" : "plan.attach.no_plans")}
              </Text>
              <Button size="small" variant="secondary" onClick={props.onCreate}>
                {t("plan.action.create")}
              </Button>
            </div>
          ) : (
            <>
              <RadioGroup aria-label={t("plan.title")} value={chosen} onValueChange={setChosen}>
                {plans.map((plan) => (
                  <RadioGroup.ChoiceBox
                    key={plan.id}
                    value={plan.id}
                    label={`${plan.name} (${plan.code})`}
                    description={planSummary(plan, t)}
                  />
                ))}
              </RadioGroup>
              {query.hasNextPage && (
                <Button
                  size="small"
                  variant="transparent"
                  isLoading={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                >
                  {t("common.more")}
                </Button>
              )}
            </>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary" disabled={attach.isPending}>
              {t("common.cancel")}
            </Button>
          </Drawer.Close>
          <Button
            size="small"
            onClick={save}
            disabled={!chosen || chosen === props.currentPlanId}
            isLoading={attach.isPending}
          >
            {t("common.save")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
