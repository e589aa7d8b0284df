import type { MiddlewareRoute } from "@medusajs/framework/http"
import { body, hideSearch, list, upload } from "../route-checks"
import { FillSavedReply, ListSavedReplies, CreateSavedReply, UpdateSavedReply } from "../saved-replies/validators"
import {
  AddParticipant,
  Bulk,
  ChangeStatus,
  HARMLESS,
  ListTicketEvents,
  ListTickets,
  Merge,
  MintLink,
  Note,
  OpenTicket,
  Presence,
  Reply,
  RevokeLinks,
  SearchTickets,
  UpdateTicket,
  UploadAttachment,
} from "./validators"

export const ticketRoutes: MiddlewareRoute[] = [
  hideSearch("tickets", ["GET"], HARMLESS),
  list("tickets", ListTickets),
  body("tickets", OpenTicket),
  body("tickets/search", SearchTickets),
  body("tickets/bulk", Bulk),
  body("tickets/:id", UpdateTicket, ["search", "bulk"]),
  list("tickets/:id/events", ListTicketEvents),
  body("tickets/:id/reply", Reply),
  body("tickets/:id/note", Note),
  body("tickets/:id/status", ChangeStatus),
  body("tickets/:id/merge", Merge),
  body("tickets/:id/presence", Presence),
  body("tickets/:id/links", MintLink),
  body("tickets/:id/participants", AddParticipant),
  body("tickets/:id/links/revoke", RevokeLinks),
  // A name may hold a key as well.
  hideSearch("tickets/:id/attachments/upload", ["POST"], []),
  upload("tickets/:id/attachments/upload", UploadAttachment),
  list("saved-replies", ListSavedReplies),
  body("saved-replies", CreateSavedReply),
  body("saved-replies/:id", UpdateSavedReply),
  body("saved-replies/:id/fill", FillSavedReply),
]
