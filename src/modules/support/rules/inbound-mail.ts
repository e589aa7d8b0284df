/** A mail as its provider's adapter read it; the same whoever received it. */
export type InboundMail = {
  provider: "postmark" | "mailgun" | "sendgrid"
  /** As the sender wrote it; when there is none, a hash of the mail that is the same each time it is delivered. */
  message_id: string
  /** Of the From header, which anybody can write. The address is empty when there is not exactly one. */
  from: { address: string; name: string | null }
  /** Every recipient that the provider names, of the envelope and of To and Cc. */
  to: string[]
  subject: string
  text: string
  html: string | null
  in_reply_to: string | null
  references: string[]
  /** Names in lower case; a header that is there more than once has its values in lines. */
  headers: Record<string, string>
  attachments: { filename: string; content: Buffer; mime_type: string }[]
  /**
   * True when a check of the provider vouches for the domain of From, false when the check was made and does not (which
   * it says of a pass for another domain, too), null when the provider did not make it.
   */
  spf_pass: boolean | null
  dkim_pass: boolean | null
  spam: boolean
}
