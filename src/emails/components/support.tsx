import type { Phrasebook } from "../i18n"
import type { NoticeMailProps } from "../types"
import { Paragraph } from "./layout"
import { MailLink } from "./mail-link"

type SupportProps = Pick<NoticeMailProps, "store" | "order_number"> & {
  words: Phrasebook
  /** What stands before the address. */
  write: string
  /** Said instead when the store has named no address. */
  reply: string
  nameOrder: string
}

/** Whom to write to, and what to mention so that the first answer is already the right one. */
export function Support({ words, store, order_number, write, reply, nameOrder }: SupportProps) {
  return (
    <>
      <Paragraph>
        {store.support_email ? (
          <>
            {write} <MailLink href={`mailto:${store.support_email}`}>{store.support_email}</MailLink>.
          </>
        ) : (
          reply
        )}
        {order_number ? ` ${nameOrder}` : ""}
      </Paragraph>
      <HelpPage {...{ words, store }} />
    </>
  )
}

/** Where the store answers what is often asked; nothing when it has no such page. */
export function HelpPage({ words, store }: Pick<SupportProps, "words" | "store">) {
  return store.help_url ? (
    <Paragraph>
      {words.t("help.read")} <MailLink href={store.help_url}>{store.help_url}</MailLink>
    </Paragraph>
  ) : null
}
