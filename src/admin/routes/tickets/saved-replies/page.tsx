import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PencilSquare, Trash } from "@medusajs/icons"
import { Badge, Button, Container, Heading, Input, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { ActionMenu } from "../../../components/common/action-menu"
import { LoadError } from "../../../components/common/load-error"
import { LoadingRows } from "../../../components/common/loading"
import { SavedReplyForm } from "../../../components/tickets/saved-reply-form"
import { useDeleteReply, useSavedReplies } from "../../../hooks/saved-replies"
import { errorMessage, formatDate } from "../../../lib/format"
import { findReplies } from "../../../lib/saved-reply-text"
import type { SavedReply } from "../../../lib/ticket-types"
import { operatorName } from "../../../lib/ticket-words"
import { useText } from "../../../lib/translate"

/** The texts that operators answer with again and again. */
const SavedRepliesPage = () => {
  const { t } = useText()
  const query = useSavedReplies()
  const [typed, setTyped] = useState("")
  const [edited, setEdited] = useState<SavedReply | "new" | null>(null)
  const found = query.data && findReplies(query.data, typed)

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col justify-between gap-3 px-6 py-4 md:flex-row md:items-center">
        <div className="min-w-0">
          <Heading>{t("savedReplies.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("savedReplies.description")}
          </Text>
        </div>
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1 md:w-56 md:flex-none">
            <Input
              type="search"
              size="small"
              aria-label={t("savedReplies.search")}
              placeholder={t("savedReplies.search")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Button size="small" variant="secondary" className="shrink-0" onClick={() => setEdited("new")}>
            {t("savedReplies.create_action")}
          </Button>
        </div>
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("savedReplies.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !found ? (
        <LoadingRows rows={4} />
      ) : found.length === 0 ? (
        <div className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
          <Text size="small" weight="plus">
            {t(typed ? "savedReplies.no_match" : "savedReplies.empty")}
          </Text>
          {!typed && (
            <Text size="small" className="text-ui-fg-subtle text-pretty max-w-prose">
              {t("savedReplies.empty_help")}
            </Text>
          )}
        </div>
      ) : (
        <ul className="divide-y">
          {found.map((reply) => (
            <ReplyRow key={reply.id} reply={reply} onEdit={() => setEdited(reply)} />
          ))}
        </ul>
      )}
      {edited && <SavedReplyForm reply={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Container>
  )
}

const ReplyRow = ({ reply, onEdit }: { reply: SavedReply; onEdit: () => void }) => {
  const { t, language } = useText()
  const date = formatDate(reply.updated_at, language)
  const confirm = usePrompt()
  const remove = useDeleteReply()

  const onDelete = async () => {
    const confirmed = await confirm({
      title: t("savedReplies.delete.title", { title: reply.title }),
      description: t("savedReplies.delete.description"),
      confirmText: t("savedReplies.delete.confirm"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      await remove.mutateAsync(reply.id)
      toast.success(t("savedReplies.delete.done"))
    } catch (error) {
      toast.error(t("savedReplies.delete.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <li className="flex items-start justify-between gap-x-4 px-6 py-4">
      <button type="button" onClick={onEdit} className="group min-w-0 flex-1 text-left">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Text as="span" size="small" weight="plus" leading="compact" className="group-hover:text-ui-fg-interactive">
            {reply.title}
          </Text>
          <Badge size="2xsmall">
            {reply.category ? t(`tickets.category.${reply.category}`) : t("savedReplies.all_categories")}
          </Badge>
        </span>
        <Text as="span" size="small" className="text-ui-fg-subtle mt-1 line-clamp-2 break-words">
          {reply.body}
        </Text>
        <Text as="span" size="xsmall" className="text-ui-fg-muted mt-1 block">
          {reply.updated_by
            ? t("savedReplies.changed_by", { date, name: operatorName(reply.updated_by, t) })
            : t("savedReplies.changed", { date })}
        </Text>
      </button>
      <ActionMenu
        label={t("savedReplies.actions_of", { title: reply.title })}
        groups={[
          [{ icon: <PencilSquare />, label: t("savedReplies.edit_action"), onClick: onEdit }],
          [
            {
              icon: <Trash />,
              label: t("savedReplies.delete.confirm"),
              onClick: () => void onDelete(),
              disabled: remove.isPending,
            },
          ],
        ]}
      />
    </li>
  )
}

export const config = defineRouteConfig({
  label: "savedReplies.title",
  // Read from the source by the bundler, which follows no constant.
  translationNs: "licenseCenter",
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

const Breadcrumb = () => <>{useText().t("savedReplies.title")}</>

export default SavedRepliesPage
