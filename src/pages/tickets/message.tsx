import { SYSTEM_MESSAGES } from "../../modules/support/rules/words"
import type { VisitorAttachment, VisitorMessage } from "../../modules/support/types"
import { HiddenSentences, isAnythingHidden } from "../components/hidden"
import { LinkedText } from "../components/linked-text"
import { Moment } from "../components/parts"
import { useFrame } from "../frame"
import type { PageWords } from "../i18n"

export function Message({ message }: { message: VisitorMessage }) {
  return message.author === "system" ? <Happened message={message} /> : <Written message={message} />
}

/** A thin line: what became of the ticket. A word that has no sentence yet is left out. */
function Happened({ message }: { message: VisitorMessage }) {
  const { t } = useFrame()
  const word = SYSTEM_MESSAGES.find((known) => known === message.body)
  if (!word) {
    return null
  }
  return (
    <li className="happened">
      <span>{happened(word, message, t)}</span> <Moment at={message.created_at} />
    </li>
  )
}

/** Whoever reads it is told of others only that they take part, and by the name that they gave. */
function happened(word: string, { mine, name }: VisitorMessage, t: PageWords["t"]): string {
  if (word !== "closed_by_customer" || mine) {
    return t(`system.${word}`)
  }
  return name === null ? t("system.closed_by_other") : t("system.closed_by_named", { name })
}

function Written({ message }: { message: VisitorMessage }) {
  const { t, store_name } = useFrame()
  const isOurs = message.author === "store"
  const author = isOurs ? store_name : message.mine ? t("thread.you") : (message.name ?? t("thread.another"))
  const heading = `from-${message.id}`
  return (
    <li className={isOurs ? "message ours" : "message theirs"}>
      <article aria-labelledby={heading}>
        <header className="from">
          <h3 id={heading} dir="auto">
            {author}
          </h3>
          <Moment at={message.created_at} />
        </header>
        <div className="text" dir="auto">
          {isOurs ? <LinkedText text={message.body} /> : message.body}
        </div>
        {isAnythingHidden(message.hidden) && (
          <div className="hid">
            <HiddenSentences hidden={message.hidden} />
          </div>
        )}
        {message.attachments.length > 0 && <Attachments attachments={message.attachments} />}
      </article>
    </li>
  )
}

function Attachments({ attachments }: { attachments: VisitorAttachment[] }) {
  const { t, to, words } = useFrame()
  return (
    <ul className="attachments" aria-label={t("thread.attachments")}>
      {attachments.map(({ id, filename, size }) => (
        <li key={id}>
          <a
            href={to(`/t/attachments/${encodeURIComponent(id)}`)}
            aria-label={t("thread.download", { filename, size: words.size(size) })}
          >
            <span className="filename">{filename}</span> <span className="size">{words.size(size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
