import { renderTicketMail } from "../../../emails/render-notice"
import type { RenderedMail, TicketProps } from "../../../emails/types"
import type { TicketKind } from "../../../modules/notices/rules/kinds"
import type { MailSettings } from "../../../modules/notices/types"
import type SupportModuleService from "../../../modules/support/service"
import type { LinkMail } from "../../../modules/support/types"
import type { MailHeaders } from "../../../providers/smtp/headers"
import type { Asked, ComposedNotice } from "./compose-notice"

const GONE = "The link was revoked or its ticket is gone before this mail was sent."
const WAITS_NO_LONGER =
  "The ticket no longer waits for its customer, or its link was revoked, before this mail was sent."

/**
 * Writes the mail that a private link is owed, from the ticket as it is now. The link's token is made for this and is
 * in the content only.
 */
export async function composeTicketMail(
  support: Pick<SupportModuleService, "readLinkMail">,
  notice: Asked & { kind: TicketKind },
  store: MailSettings
): Promise<ComposedNotice> {
  const link_id = notice.data?.link_id
  const mail = typeof link_id === "string" ? await support.readLinkMail(link_id, new Date()) : null
  if (!mail) {
    return { cancel: notice.kind === "ticket_closing" ? WAITS_NO_LONGER : GONE }
  }
  const rendered = await render(notice.kind, notice.locale ?? mail.locale, mail, store)
  if ("cancel" in rendered) {
    return rendered
  }
  return { content: { ...rendered, headers: headersOf(notice.kind, mail) }, to: mail.to, license_ids: [] }
}

async function render(
  kind: TicketKind,
  locale: string | null,
  mail: LinkMail,
  store: MailSettings
): Promise<RenderedMail | { cancel: string }> {
  const props: TicketProps = {
    store,
    number: mail.ticket.number,
    // Behind the #, where it reaches no log of a server.
    url: `${store.store_url}/license-center/t#${mail.token}`,
    expires_at: mail.expires_at,
    takes_answers: mail.reply_to !== null,
  }
  switch (kind) {
    case "ticket_reply": {
      if (!mail.message) {
        return { cancel: GONE }
      }
      return renderTicketMail(kind, locale, {
        ...props,
        // The store's own words may go to anybody whom it wrote to.
        subject: mail.proven || mail.opened_by_store ? mail.ticket.subject : null,
        first: mail.opened_by_store && mail.message_ids.length === 0,
        body: mail.message.body,
        filenames: mail.message.attachments.map(({ filename }) => filename),
      })
    }
    case "ticket_closing":
      return mail.closes_at
        ? renderTicketMail(kind, locale, { ...props, closes_at: mail.closes_at })
        : { cancel: WAITS_NO_LONGER }
    default:
      return renderTicketMail(kind, locale, props)
  }
}

function headersOf(kind: TicketKind, { message_id, message_ids, reply_to }: LinkMail): MailHeaders {
  return {
    message_id,
    ...(reply_to !== null && { reply_to }),
    ...(message_ids.length > 0 && { in_reply_to: message_ids.at(-1), references: message_ids }),
    // A person wrote the answer, though a machine sends it.
    auto_submitted: kind !== "ticket_reply",
  }
}
