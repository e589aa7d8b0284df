import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useReleaseAction } from "../../hooks/releases"
import { errorMessage } from "../../lib/format"
import type { Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { RolloutSlider } from "./rollout-slider"

/** Moving the thumb does nothing yet: a slip must not reach every customer. */
export const ReleaseRollout = ({ release }: { release: Release }) => {
  const { t } = useText()
  const action = useReleaseAction(release.id)
  const [percent, setPercent] = useState<number | null>(null)
  const value = percent ?? release.rollout_percent
  const changed = value !== release.rollout_percent

  const save = async (rollout_percent: number) => {
    try {
      await action.mutateAsync({ action: "rollout", body: { rollout_percent } })
      setPercent(null)
      toast.success(t("release.rollout.done"))
    } catch (error) {
      toast.error(t("release.rollout.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("release.rollout.title")}</Heading>
      </div>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <RolloutSlider
          label={t("release.rollout.label")}
          value={value}
          disabled={action.isPending}
          onChange={setPercent}
        />
        <div className="flex flex-wrap items-center gap-2">
          {changed && (
            <>
              <Button size="small" isLoading={action.isPending} onClick={() => void save(value)}>
                {t("release.rollout.apply", { percent: value })}
              </Button>
              <Button size="small" variant="transparent" onClick={() => setPercent(null)}>
                {t("common.cancel")}
              </Button>
            </>
          )}
          {!changed && release.rollout_percent > 0 && (
            <Button size="small" variant="secondary" disabled={action.isPending} onClick={() => void save(0)}>
              {t("release.rollout.halt")}
            </Button>
          )}
        </div>
        {changed && value < release.rollout_percent && (
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("release.rollout.lower")}
          </Text>
        )}
      </div>
    </Container>
  )
}
