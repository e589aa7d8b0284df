import type { TicketMailProps, TicketProps, TicketReplyProps } from "../types"
import { mailProps } from "./mail"

export const TICKET_TOKEN = `lct_${"aB3-_xY9".repeat(5)}abc`
export const TICKET_URL = `https://store.example.com/license-center/t#${TICKET_TOKEN}`

export function ticketProps(more: Partial<TicketProps> = {}): TicketProps {
  return {
    store: mailProps().store,
    number: 1001,
    url: TICKET_URL,
    expires_at: new Date("2027-02-22T12:00:00.000Z"),
    takes_answers: true,
    ...more,
  }
}

export function replyProps(more: Partial<TicketReplyProps> = {}): TicketReplyProps {
  return {
    ...ticketProps(),
    subject: "The app does not start",
    first: false,
    body: "Hello Ada,\n\nplease install 3.1, it starts again:\nhttps://store.example.com/download?os=mac&v=3.1.\n\nRegards\nGrace",
    filenames: [],
    ...more,
  }
}

/** Each mail about a ticket, as it is usually written. */
export function usualTicketMails(more: Partial<TicketProps> = {}): TicketMailProps {
  return {
    ticket_opened: ticketProps(more),
    ticket_reply: replyProps({ filenames: ["fix.zip"], ...more }),
    ticket_closing: { ...ticketProps(more), closes_at: new Date("2026-12-01T09:00:00.000Z") },
    ticket_link: ticketProps(more),
    ticket_added: ticketProps(more),
  }
}
