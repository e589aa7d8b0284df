import type { Logger, ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService, MedusaError } from "@medusajs/framework/utils"
import { createTransport, type Transporter } from "nodemailer"
import { extraHeaders, readHeaders, type MailHeaders } from "./headers"
import { addressOf, assertSmtpOptions, DEADLINE_MS, DEFAULT_TIMEOUT_MS, type SmtpOptions } from "./options"

/** Fields that Medusa passes on from `createNotifications` without declaring them. */
type Notification = ProviderSendNotificationDTO & { resource_type?: string | null; resource_id?: string | null }

/**
 * Sends Medusa's email notifications through any SMTP server.
 *
 * ```ts
 * // medusa-config.ts
 * {
 *   resolve: "@medusajs/medusa/notification",
 *   options: {
 *     providers: [
 *       {
 *         resolve: "medusa-plugin-license-center/providers/smtp",
 *         id: "license-center-smtp",
 *         options: { channels: ["email"], url: process.env.SMTP_URL, from: "Nimbus <licenses@example.com>" },
 *       },
 *     ],
 *   },
 * }
 * ```
 *
 * It sends ready-made `content` (subject, html, text); it has no templates of its own. Headers that a mail needs beside
 * the usual ones come in `content.headers`, see {@link MailHeaders}.
 */
export class SmtpNotificationService extends AbstractNotificationProviderService {
  static identifier = "license-center-smtp"

  protected readonly logger_: Logger
  protected readonly options_: SmtpOptions
  protected readonly transport_: Transporter
  /** How long one mail may take in all, in milliseconds. */
  protected readonly deadline_: number = DEADLINE_MS

  /** Called by Medusa at boot, so that a typo stops the server and not the first customer's mail. */
  static validateOptions(options: Record<string, unknown>): void {
    assertSmtpOptions(options)
  }

  constructor({ logger }: { logger: Logger }, options: SmtpOptions) {
    super()
    assertSmtpOptions(options)
    this.logger_ = logger
    this.options_ = options
    const timeout = options.timeout_ms ?? DEFAULT_TIMEOUT_MS
    this.transport_ = createTransport({
      url: options.url,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      // A mail is made of what it is given, never of a file or a page that its text happens to name.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }

  /**
   * @throws MedusaError invalid_data without content, unexpected_state with the server's own words when it refuses
   */
  async send(notification: Notification): Promise<ProviderSendNotificationResultsDTO> {
    const { content, to, template } = notification
    if (!content?.subject || !(content.html || content.text)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The mail "${template}" has no content: this provider needs a subject and html or text.`
      )
    }
    // One bare address: handed over as it came, "a@b.c, d@e.f" would mail a key to two people.
    const address = addressOf(to)
    if (!address) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `The mail "${template}" has no valid address to go to.`)
    }
    const from = notification.from?.trim() || this.options_.from
    const headers = readHeaders(content, template)
    try {
      const info = await this.transport_.sendMail({
        from,
        to: address,
        replyTo: headers.reply_to ?? this.options_.reply_to,
        subject: content.subject,
        html: content.html,
        text: content.text,
        messageId: headers.message_id ?? messageIdOf(notification, from),
        inReplyTo: headers.in_reply_to,
        references: headers.references,
        // Ends the connection, so that the mail cannot still get through after another sender has taken it up.
        signal: AbortSignal.timeout(this.deadline_),
        headers: extraHeaders(headers),
        attachments: notification.attachments?.map((attachment) => ({
          filename: attachment.filename,
          content: attachment.content,
          encoding: "base64",
          contentType: attachment.content_type,
          contentDisposition: attachment.disposition === "inline" ? "inline" : "attachment",
          cid: attachment.id,
        })),
      })
      return this.sent_(headers, info.messageId)
    } catch (error) {
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, reasonOf(error, this.deadline_))
    }
  }

  /** A Message-ID that came as content is not given back, for Medusa stores what is, nor logged. */
  private sent_({ message_id }: MailHeaders, id: string): ProviderSendNotificationResultsDTO {
    this.logger_.debug(`License Center SMTP provider: sent ${message_id ? "a mail with its own Message-ID" : id}`)
    return message_id ? {} : { id }
  }
}

/**
 * The same id for every attempt at one notice: when the server took the mail and we crashed before noting it, the
 * second copy carries the first one's id, and mail programs show one mail. Other notifications get a random id.
 */
function messageIdOf({ resource_type, resource_id }: Notification, from: string): string | undefined {
  if (resource_type !== "license_center_notice" || !resource_id) {
    return undefined
  }
  const domain = addressOf(from)?.split("@")[1] ?? "localhost"
  return `<${resource_id}@${domain}>`
}

function reasonOf(error: unknown, deadline: number): string {
  const { message, code, responseCode } = error as Error & { code?: string; responseCode?: number }
  if (code === "EABORT") {
    return `The mail server did not take the mail (too slow): it was not done after ${deadline / 1_000} seconds`
  }
  const kind = responseCode ? `answer ${responseCode}` : (code ?? "error")
  return `The mail server did not take the mail (${kind}): ${message}`
}
