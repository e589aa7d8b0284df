import { BookOpen } from "@medusajs/icons"
import { Badge, IconButton, Input, Popover, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useFillReply, useSavedReplies } from "../../hooks/saved-replies"
import { errorMessage } from "../../lib/format"
import { findReplies, sortReplies } from "../../lib/saved-reply-text"
import type { Category } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** Picks a saved reply and puts it into the box, with the ticket's values in it. */
export const SavedReplyPicker = (props: {
  ticketId: string
  category: Category
  disabled?: boolean
  onPick: (text: string) => void
}) => {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <IconButton
          size="small"
          variant="transparent"
          type="button"
          disabled={props.disabled}
          aria-label={t("savedReplies.insert")}
          title={t("savedReplies.insert")}
        >
          <BookOpen />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content
        align="start"
        side="top"
        collisionPadding={12}
        className="w-[360px] max-w-[calc(100vw-2rem)] overflow-hidden p-0"
        // The cursor goes back into the box, where the text is now.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <Choices
          {...props}
          onPick={(text) => {
            setOpen(false)
            props.onPick(text)
          }}
        />
      </Popover.Content>
    </Popover>
  )
}

const Choices = (props: { ticketId: string; category: Category; onPick: (text: string) => void }) => {
  const { t, language } = useText()
  const [typed, setTyped] = useState("")
  const query = useSavedReplies()
  const fill = useFillReply(props.ticketId)
  const found = query.data && sortReplies(findReplies(query.data, typed), props.category, language)

  const pick = async (id: string) => {
    try {
      const { text } = await fill.mutateAsync(id)
      props.onPick(text)
    } catch (error) {
      toast.error(t("savedReplies.fill_failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <div className="flex max-h-[min(420px,60vh)] flex-col">
      <div className="border-b p-2">
        <Input
          type="search"
          size="small"
          autoFocus
          aria-label={t("savedReplies.search")}
          placeholder={t("savedReplies.search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && found?.[0]) {
              event.preventDefault()
              void pick(found[0].id)
            }
          }}
        />
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("savedReplies.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !found ? (
        <LoadingRows rows={2} />
      ) : found.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty p-4">
          {t(typed ? "savedReplies.no_match" : "savedReplies.empty_help")}
        </Text>
      ) : (
        <ul className="overflow-y-auto p-1">
          {found.map((reply) => (
            <li key={reply.id}>
              <button
                type="button"
                disabled={fill.isPending}
                onClick={() => void pick(reply.id)}
                className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover w-full rounded-md px-3 py-2 text-left outline-none"
              >
                <span className="flex items-center gap-x-2">
                  <Text as="span" size="small" weight="plus" leading="compact" className="min-w-0 flex-1 truncate">
                    {reply.title}
                  </Text>
                  {reply.category && (
                    <Badge size="2xsmall" color={reply.category === props.category ? "blue" : "grey"}>
                      {t(`tickets.category.${reply.category}`)}
                    </Badge>
                  )}
                </span>
                <Text as="span" size="xsmall" className="text-ui-fg-muted line-clamp-2 break-words">
                  {reply.body}
                </Text>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="border-t px-4 py-2">
        <Link
          to="/tickets/saved-replies"
          className="txt-compact-xsmall text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
        >
          {t("savedReplies.manage")}
        </Link>
      </div>
    </div>
  )
}
