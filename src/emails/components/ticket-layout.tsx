import type { ReactNode } from "react"
import type { Phrasebook } from "../i18n"
import type { TicketProps } from "../types"
import { Layout, Muted, Paragraph } from "./layout"
import { MailButton } from "./mail-button"

type TicketLayoutProps = TicketProps & {
  words: Phrasebook
  preview: string
  title: string
  /** What the button says. */
  button: string
  /** Why the mail came; that the address takes part in the ticket, when left out. */
  footer?: string
  /** What stands above the button. */
  children: ReactNode
  /** What stands below it, before what there is to know about the link. */
  after?: ReactNode
}

/** A mail about a ticket: what happened, the private link as a button, how to answer, and what the link is. */
export function TicketLayout(props: TicketLayoutProps) {
  const { words, store, url, expires_at, takes_answers, preview, title, button, children, after } = props
  const { t, day } = words
  const footer = props.footer ?? t("ticket.footer", { store: store.store_name })
  return (
    <Layout {...{ words, store, preview, title, footer }}>
      {children}
      <MailButton href={url}>{button}</MailButton>
      <Paragraph>{t(takes_answers ? "ticket.answer_mail" : "ticket.answer_link")}</Paragraph>
      {after}
      <Muted>{t("ticket.private", { date: day(expires_at) })}</Muted>
    </Layout>
  )
}
