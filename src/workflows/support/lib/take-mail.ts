import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import type { InboundMail } from "../../../modules/support/rules/inbound"
import { addressKey } from "../../../modules/support/rules/mail-address"
import { addCounts } from "../../../modules/support/rules/redact"
import type SupportModuleService from "../../../modules/support/service"
import type { InboundView } from "../../../modules/support/services/inbound-desk"
import type { StoredFile } from "../../../modules/support/types"
import { takeInboundMailWorkflow, type TakeInboundMailInput } from "../workflows/take-inbound-mail"
import { discardUnused } from "./discard-unused"
import { mailWords, type MailFile, type MailWords } from "./mail-words"
import { storeFile } from "./store-file"

/**
 * Takes a mail in: as its sender's next message, as a held ticket, or not at all. One that comes again, or twice at once,
 * makes one message: its Message-ID is the message's submission, and what was stored for the second is thrown away.
 *
 * @param replay_token what its provider signs once for each post; null for the others
 * @throws Error when it could not be taken in now; nothing speaks against trying again
 */
export async function takeInboundMail(
  container: MedusaContainer,
  mail: InboundMail,
  replay_token: string | null
): Promise<void> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const judged = await support.judgeMail(mail, replay_token)
  const view = (await isTooMany(support, mail, judged)) ? { ...judged, verdict: TOO_MANY } : judged
  if (view.verdict.action === "drop") {
    if (view.verdict.reason !== "duplicate") {
      await run(container, inputOf(mail, view, null, []))
    }
    return
  }
  const words = mailWords(mail)
  const files: StoredFile[] = []
  try {
    await storeAll(container, words.files, files)
    if (!(await run(container, inputOf(mail, view, words, files)))) {
      await discardUnused(container, files)
    }
  } catch (error) {
    await discardUnused(container, files)
    throw error
  }
}

const TOO_MANY = { action: "drop", reason: "rate_limited" } as const

/**
 * Counts what would be kept: by its sender, and by the ticket in which it would stand. What is held is counted apart,
 * so that whoever forges an address cannot use up what its owner may write.
 */
async function isTooMany(support: SupportModuleService, mail: InboundMail, { verdict }: InboundView): Promise<boolean> {
  const limits = sharedLimits(support.options)
  if (!limits || verdict.action === "drop") {
    return false
  }
  const sender = addressKey(mail.from.address) ?? mail.from.address
  const isFull =
    (await limits.count("mail_sender", subjectOfKey(`${verdict.action} ${sender}`))) !== null ||
    (verdict.action === "thread" && (await limits.count("ticket_message", subjectOfKey(verdict.ticket_id))) !== null)
  if (isFull) {
    await support.countRefusal("rate_limited_mail", new Date())
  }
  return isFull
}

async function run(container: MedusaContainer, input: TakeInboundMailInput): Promise<boolean> {
  // The route says in the log that it failed, without what the input holds.
  const { result } = await takeInboundMailWorkflow(container).run({ input, logOnError: false })
  return result
}

function inputOf(
  mail: InboundMail,
  { verdict, submission, message_id_hash, replay_hash }: InboundView,
  words: MailWords | null,
  files: StoredFile[]
): TakeInboundMailInput {
  const taken = {
    provider: mail.provider,
    message_id_hash,
    replay_hash,
    action: verdict.action,
    reason: verdict.action === "thread" ? null : verdict.reason,
    refused_files: words?.refused ?? [],
  }
  if (verdict.action === "drop" || !words) {
    return { taken, message: null, ticket: null }
  }
  const common = { body: words.body, channel: "email" as const, redactions: words.hidden, submission, files }
  if (verdict.action === "thread") {
    const { ticket_id, participant_id } = verdict
    return { taken, message: { ...common, ticket_id, participant_id }, ticket: null }
  }
  return {
    taken,
    message: null,
    ticket: {
      ...common,
      redactions: addCounts(words.hidden, words.hidden_in_title),
      source: "email",
      email: mail.from.address,
      name: words.name,
      subject: words.subject,
      category: "other",
      hold_reason: verdict.reason,
      follow_up_of_id: verdict.ticket_id,
    },
  }
}

async function storeAll(container: MedusaContainer, files: MailFile[], stored: StoredFile[]): Promise<void> {
  for (const file of files) {
    stored.push(await storeFile(container, file))
  }
}
