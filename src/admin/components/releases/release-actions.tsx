import { PencilSquare, RocketLaunch, Trash, XCircle } from "@medusajs/icons"
import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useDiscardRelease, useReleaseAction } from "../../hooks/releases"
import { errorMessage } from "../../lib/format"
import type { Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { ActionMenu } from "../common/action-menu"
import { ReasonPrompt } from "../common/reason-prompt"
import { EditReleaseDrawer } from "./edit-release-drawer"

/** Publish, and the menu: edit, yank, discard. Each asks before it reaches customers. */
export const ReleaseActions = ({ release, onDiscarded }: { release: Release; onDiscarded: () => void }) => {
  const { t } = useText()
  const confirm = usePrompt()
  const action = useReleaseAction(release.id)
  const discard = useDiscardRelease(release.id)
  const [dialog, setDialog] = useState<"edit" | "yank" | null>(null)
  const close = () => setDialog(null)
  const { version, status } = release

  const publish = async () => {
    const confirmed = await confirm({
      title: t(status === "yanked" ? "release.publish.again_title" : "release.publish.title", { version }),
      description: t(
        release.rollout_percent === 100 ? "release.publish.description" : "release.publish.description_partly",
        { percent: release.rollout_percent }
      ),
      confirmText: t("release.publish.confirm"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (!confirmed) {
      return
    }
    try {
      await action.mutateAsync({ action: "publish" })
      toast.success(t("release.publish.done", { version }))
    } catch (error) {
      toast.error(t("release.publish.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const onDiscard = async () => {
    const confirmed = await confirm({
      title: t("release.discard.title", { version }),
      description: t("release.discard.description"),
      confirmText: t("release.discard.confirm"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      await discard.mutateAsync()
      toast.success(t("release.discard.done"))
      onDiscarded()
    } catch (error) {
      toast.error(t("release.discard.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <>
      {status !== "published" && (
        <Button
          size="small"
          variant={status === "draft" ? "primary" : "secondary"}
          disabled={release.artifacts.length === 0}
          title={release.artifacts.length === 0 ? t("release.publish.no_files") : undefined}
          isLoading={action.isPending}
          onClick={() => void publish()}
        >
          <RocketLaunch />
          {t(status === "yanked" ? "release.publish.again" : "release.publish.confirm")}
        </Button>
      )}
      <ActionMenu
        label={t("release.actions_of", { version })}
        groups={[
          [{ icon: <PencilSquare />, label: t("release.action.edit"), onClick: () => setDialog("edit") }],
          status === "published"
            ? [{ icon: <XCircle />, label: t("release.action.yank"), onClick: () => setDialog("yank") }]
            : [],
          status === "draft"
            ? [{ icon: <Trash />, label: t("release.action.discard"), onClick: () => void onDiscard() }]
            : [],
        ]}
      />
      {dialog === "edit" && <EditReleaseDrawer release={release} onClose={close} />}
      {dialog === "yank" && (
        <ReasonPrompt
          title={t("release.yank.title", { version })}
          description={t("release.yank.description")}
          confirm={t("release.yank.confirm")}
          danger
          reasonRequired
          reasonHelp={t("release.yank.reason_help")}
          failure={t("release.yank.failed")}
          onConfirm={async (reason) => {
            await action.mutateAsync({ action: "yank", body: { reason } })
            toast.success(t("release.yank.done", { version }))
            close()
          }}
          onClose={close}
        />
      )}
    </>
  )
}
