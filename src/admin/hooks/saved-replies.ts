import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { SavedReply, SavedReplyInput } from "../lib/ticket-types"
import type { Page } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center/saved-replies"

/** A store has dozens at most: they are read at once, and searched here. */
const ALL = 200

export function useSavedReplies(enabled = true) {
  return useQuery({
    enabled,
    queryKey: queryKeys.savedReplies(),
    queryFn: () =>
      sdk.client.fetch<{ saved_replies: SavedReply[] } & Page>(BASE, { query: { limit: ALL, order: "title" } }),
    select: (data) => data.saved_replies,
    refetchOnMount: "always",
  })
}

/** Makes one, or changes the one with this id. */
export function useSaveReply(id: string | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (fields: SavedReplyInput) =>
      sdk.client.fetch<{ saved_reply: SavedReply }>(id ? `${BASE}/${id}` : BASE, { method: "POST", body: fields }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.savedReplies() }),
  })
}

export function useDeleteReply() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => sdk.client.fetch(`${BASE}/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.savedReplies() }),
  })
}

/** A saved reply with the values of a ticket in it. Changes nothing. */
export function useFillReply(ticketId: string) {
  return useMutation({
    mutationFn: (id: string) =>
      sdk.client.fetch<{ text: string; missing: string[] }>(`${BASE}/${id}/fill`, {
        method: "POST",
        body: { ticket_id: ticketId },
      }),
  })
}
