import type { Phrasebook } from "../i18n"
import type { NoticeMailProps } from "../types"
import { Paragraph, Title } from "./layout"
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

/** The same in the words of most mails about licenses, under a heading. */
export function Help({
  words,
  store,
  order_number,
  title,
}: Omit<SupportProps, "write" | "reply" | "nameOrder"> & { title?: string }) {
  const { t } = words
  return (
    <>
      <Title>{title ?? t("help.title")}</Title>
      <Support
        {...{ words, store, order_number }}
        write={t("help.write")}
        reply={t("help.reply")}
        nameOrder={t("help.name_order", { order: order_number })}
      />
    </>
  )
}
