import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { TicketQuery } from "../lib/ticket-query"
import type {
  BulkAction,
  BulkResult,
  NewTicket,
  ReplyStatus,
  RedactionCounts,
  StatusAction,
  Ticket,
  TicketChanges,
  TicketContext,
  TicketCounts,
  TicketEvent,
  TicketLink,
  TicketList,
  TicketThread,
} from "../lib/ticket-types"
import type { Page } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center/tickets"

/** While somebody looks. React Query rests by itself when nobody does. */
const LIST_POLL_MS = 15_000
const THREAD_POLL_MS = 10_000
export const MENU_POLL_MS = 60_000

export function useTickets(query: TicketQuery, options: { poll?: boolean } = {}) {
  return useQuery({
    queryKey: queryKeys.ticketList(query),
    queryFn: () =>
      // An address, or a key that is searched for, belongs in no address of a request.
      "q" in query || "email" in query
        ? post<TicketList>("search", query)
        : sdk.client.fetch<TicketList>(BASE, { query }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    refetchOnWindowFocus: options.poll ? "always" : false,
    // What is searched for seldom comes while somebody looks, and costs more than a view.
    refetchInterval: options.poll ? ("q" in query ? MENU_POLL_MS : LIST_POLL_MS) : false,
  })
}

/** Everybody who looks shares one answer, read again as often as the most impatient of them asks. */
export function useTicketCounts(pollMs: number = LIST_POLL_MS) {
  return useQuery({
    queryKey: queryKeys.ticketCounts(),
    queryFn: () => sdk.client.fetch<TicketCounts>(`${BASE}/counts`),
    refetchInterval: pollMs,
    staleTime: LIST_POLL_MS / 2,
    retry: false,
  })
}

export const ticketQuery = (id: string) => ({
  queryKey: queryKeys.ticket(id),
  queryFn: async () => (await sdk.client.fetch<{ ticket: TicketThread }>(`${BASE}/${id}`)).ticket,
})

export function useTicket(id: string) {
  return useQuery({
    ...ticketQuery(id),
    refetchOnMount: "always",
    refetchOnWindowFocus: "always",
    refetchInterval: THREAD_POLL_MS,
  })
}

/** The customer behind a ticket: licenses, orders, and what the claims of the sender are worth. */
export function useTicketContext(id: string) {
  return useQuery({
    queryKey: queryKeys.ticketContext(id),
    queryFn: async () => (await sdk.client.fetch<{ context: TicketContext }>(`${BASE}/${id}/context`)).context,
    refetchOnMount: "always",
  })
}

export function useTicketEvents(id: string, limit: number) {
  return useQuery({
    queryKey: [...queryKeys.ticketEvents(id), limit],
    queryFn: () => sdk.client.fetch<{ events: TicketEvent[] } & Page>(`${BASE}/${id}/events`, { query: { limit } }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

export function useCreateTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ticket: NewTicket & { submission: string }) =>
      sdk.client.fetch<{ ticket: Ticket }>(BASE, { method: "POST", body: ticket }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tickets() }),
  })
}

export function useBulkTickets() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { ids: string[]; action: BulkAction; assignee_id?: string }) =>
      sdk.client.fetch<{ results: BulkResult[] }>(`${BASE}/bulk`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tickets() }),
  })
}

type Answer = { ticket?: TicketThread }

/** A change of one ticket. Its answer is shown at once; what else it made old is read again. */
function useTicketMutation<Input, Result extends object>(id: string, send: (input: Input) => Promise<Result>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (answer: Result & Answer) => {
      if (answer.ticket?.id === id && answer.ticket.messages) {
        client.setQueryData(queryKeys.ticket(id), answer.ticket)
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tickets() }),
  })
}

const post = <Result>(path: string, body: object) =>
  sdk.client.fetch<Result>(`${BASE}/${path}`, { method: "POST", body })

export function useUpdateTicket(id: string) {
  const client = useQueryClient()
  return useTicketMutation(id, async (changes: TicketChanges) => {
    const answer = await post<Answer>(id, changes)
    if ("license_id" in changes || "order_id" in changes) {
      void client.invalidateQueries({ queryKey: queryKeys.ticketContext(id) })
    }
    return answer
  })
}

export function useTicketStatus(id: string) {
  return useTicketMutation(id, (body: { action: StatusAction; reason?: string }) =>
    post<Answer & { changed: boolean }>(`${id}/status`, body)
  )
}

export type OutgoingMessage = {
  kind: "reply" | "note"
  message: string
  attachments: string[]
  status?: ReplyStatus
  submission: string
}

export function useWriteMessage(id: string) {
  return useTicketMutation(id, ({ kind, ...body }: OutgoingMessage) =>
    post<Answer & { message_id: string; hidden: RedactionCounts | null }>(`${id}/${kind}`, body)
  )
}

export function useMergeTicket(id: string) {
  return useTicketMutation(id, (body: { into_id: string; reason?: string }) =>
    post<{ ticket: TicketThread }>(`${id}/merge`, body)
  )
}

export function useRevokeLinks(id: string) {
  return useTicketMutation(id, (body: { link_id?: string; reason?: string }) =>
    post<{ revoked: number }>(`${id}/links/revoke`, body)
  )
}

/** Lets another address take part, which is mailed a link of its own, or takes one out. */
export function useParticipants(id: string) {
  return useTicketMutation(id, (who: { email: string } | { participant_id: string }) =>
    "email" in who
      ? post<Answer>(`${id}/participants`, who)
      : post<Answer>(`${id}/participants/${who.participant_id}/remove`, {})
  )
}

export function useMintLink(id: string) {
  return useTicketMutation(id, (participant_id: string) =>
    post<{ link: TicketLink }>(`${id}/links`, { participant_id })
  )
}

/** A file that was uploaded for a message and is not wanted any more. */
export const discardAttachment = (ticketId: string, attachmentId: string) =>
  sdk.client.fetch(`${BASE}/${ticketId}/attachments/${attachmentId}`, { method: "DELETE" })
