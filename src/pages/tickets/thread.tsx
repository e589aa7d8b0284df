import type { RedactionCounts, VisitorTicket } from "../../modules/support/types"
import { ErrorSummary } from "../components/error-summary"
import { HiddenSentences, isAnythingHidden } from "../components/hidden"
import { Opening } from "../components/opening"
import { Button, Card, Form, Moment, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"
import { controlId } from "../components/field"
import { Message } from "./message"
import { ReplyForm, useRefusals, type ReplyFormProps } from "./reply-form"

/** What was done on the page before. */
export type Done =
  { what: "sent"; hidden: RedactionCounts | null; follow_up: number | null } | { what: "closed" } | { what: "link" }

/** Why the message that was just written is not there yet. */
export type Problem = "missing" | "long" | "refused" | "failed" | "wait"

export type ThreadProps = {
  ticket: VisitorTicket
  now: Date
  reply: Omit<ReplyFormProps, "message_error">
  done?: Done
  problem?: Problem
  /** UTF-16 units of a message. */
  longest: number
  here?: string
}

/** A ticket as its customer sees it. */
export function ThreadPage({ ticket, now, reply, done, problem, longest, here }: ThreadProps) {
  const { t, to } = useFrame()
  const message_error =
    problem === "missing" || problem === "long" ? t(`reply.${problem}`, { max: longest }) : undefined
  return (
    <Page title={ticket.subject} here={here} cookie failed={problem !== undefined} beside={<Opening />}>
      <ThreadProblem problem={problem} message_error={message_error} refused={reply.refused} />
      <p className="number">{t("thread.number", { number: ticket.number })}</p>
      <h1 dir="auto">{ticket.subject}</h1>
      <div className="state">
        <p>
          <span className={`status ${ticket.status}`}>
            <span className="unseen">{t("thread.status")}: </span>
            {t(`status.${ticket.status}`)}
          </span>{" "}
          {t(`status_text.${ticket.status}`)}
        </p>
        {ticket.follow_up_of !== null && <p>{t("thread.follow_up_of", { number: ticket.follow_up_of })}</p>}
        {ticket.messages.length > 2 && (
          <p>
            <a href="#reply">{t("thread.reply_link")}</a>
          </p>
        )}
      </div>
      <h2 className="unseen">{t("thread.messages")}</h2>
      {ticket.earlier_messages > 0 && <p>{t("thread.earlier", { count: ticket.earlier_messages })}</p>}
      {/* Safari takes the list's role away with its bullets. */}
      <ol className="thread" role="list">
        {ticket.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
      {done && <DoneNotice done={done} />}
      <section className="card" id="reply" aria-labelledby="reply-title">
        <h2 id="reply-title">{t("reply.title")}</h2>
        <WhatReplyDoes ticket={ticket} now={now} />
        <ReplyForm {...reply} message_error={message_error} />
      </section>
      <Actions ticket={ticket} form_token={reply.form_token} />
      <p className="aside">
        {t("thread.other")} <a href={to("/t?other=1")}>{t("thread.other_action")}</a>
      </p>
    </Page>
  )
}

type ThreadProblemProps = { problem?: Problem; message_error?: string } & Pick<ReplyFormProps, "refused">

function ThreadProblem({ problem, message_error, refused }: ThreadProblemProps) {
  const { t } = useFrame()
  const say = useRefusals()
  if (problem === undefined) {
    return null
  }
  if (message_error && !refused.length) {
    return <ErrorSummary errors={{ message: message_error }} />
  }
  // Done with as soon as other files are chosen.
  const aboutFiles = refused.length > 0 && !message_error ? "" : undefined
  const kind = problem === "missing" || problem === "long" ? "refused" : problem
  return (
    <div className="notice bad" role="alert" tabIndex={-1} data-focus="" data-about-files={aboutFiles}>
      <h2 className="notice-title">{t(`reply.${kind}_title`)}</h2>
      <p>{t(`reply.${kind}`)}</p>
      <ul>
        {message_error && (
          <li>
            <a href={`#${controlId("message")}`}>{message_error}</a>
          </li>
        )}
        {refused.map((file, index) => (
          <li key={index} data-file-error="">
            <a href={`#${controlId("files")}`}>{say(file)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function DoneNotice({ done }: { done: Done }) {
  const { t } = useFrame()
  if (done.what !== "sent") {
    return (
      <div id="done" className="done">
        <Notice tone="good" title={t(`flash.${done.what}_title`)}>
          <p>{t(`flash.${done.what}`)}</p>
        </Notice>
      </div>
    )
  }
  return (
    <div id="done" className="done">
      <Notice tone="good" title={t("flash.sent_title")}>
        <p>{done.follow_up === null ? t("flash.sent") : t("flash.follow_up", { number: done.follow_up })}</p>
      </Notice>
      {isAnythingHidden(done.hidden) && (
        <Notice tone="info" title={t("hidden.title")}>
          <HiddenSentences hidden={done.hidden} />
          <p>{t("hidden.why")}</p>
        </Notice>
      )}
    </div>
  )
}

function WhatReplyDoes({ ticket, now }: Pick<ThreadProps, "ticket" | "now">) {
  const { t } = useFrame()
  if (ticket.status !== "closed" && ticket.status !== "resolved") {
    return null
  }
  const until = ticket.reopens_until
  if (until === null || new Date(until) <= now) {
    return <p>{t("reply.follows")}</p>
  }
  // The sentence is the translator's; the moment stays one that the script can rewrite.
  const [before, after] = t("reply.reopens", { date: "\0" }).split("\0")
  return (
    <p>
      {before}
      <Moment at={until} />
      {after}
    </p>
  )
}

function Actions({ ticket, form_token }: Pick<ThreadProps, "ticket"> & Pick<ReplyFormProps, "form_token">) {
  const { t } = useFrame()
  const token = <input type="hidden" name="form_token" value={form_token} />
  return (
    <Card title={t("actions.title")} id="actions" quiet>
      {ticket.status !== "closed" && (
        <details className="more">
          <summary>{t("actions.close")}</summary>
          <p>{t("actions.close_confirm")}</p>
          <Form action="/t/close">
            {token}
            <Button>{t("actions.close_submit")}</Button>
          </Form>
        </details>
      )}
      <div className="action">
        <p>{t("actions.link_text")}</p>
        <Form action="/t/link">
          {token}
          <Button quiet>{t("actions.link")}</Button>
        </Form>
      </div>
      <div className="action">
        <p>{t("actions.leave_text")}</p>
        <Form action="/t/leave">
          {token}
          <Button quiet>{t("actions.leave")}</Button>
        </Form>
      </div>
    </Card>
  )
}
