import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../modules/support"
import type { InboundMail } from "../../../modules/support/rules/inbound"
import { addCounts } from "../../../modules/support/rules/redact"
import type SupportModuleService from "../../../modules/support/service"
import type { InboundView } from "../../../modules/support/services/inbound-desk"
import type { StoredFile } from "../../../modules/support/types"
import { takeInboundMailWorkflow, type TakeInboundMailInput } from "../workflows/take-inbound-mail"
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
  const view = await support.judgeMail(mail, replay_token, new Date())
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

/**
 * Deletes what no message has taken. An error may have come after the commit: when the database cannot say whether a
 * file is in use, it stays, as a file too many is better than a message whose file is gone.
 */
async function discardUnused(container: MedusaContainer, files: StoredFile[]): Promise<void> {
  if (!files.length) {
    return
  }
  const ids = files.map(({ file_id }) => file_id)
  try {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const used = await support.listSupportAttachments({ file_id: ids }, { select: ["id", "file_id"], take: ids.length })
    const unused = ids.filter((id) => !used.some(({ file_id }) => file_id === id))
    if (unused.length) {
      await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(unused)
    }
  } catch {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`License Center: of ${ids.length} stored files of a mail some are of no use and could not be deleted`)
  }
}
