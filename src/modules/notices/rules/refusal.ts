/**
 * What says for certain that a mail was not taken: nobody was reached, or the server answered no. Everything else, such
 * as a connection that broke or an answer that came too late, leaves open whether the mail is on its way.
 */
const CERTAIN =
  /\(answer [45]\d\d\)|ECONNREFUSED|ENOTFOUND|EDNS|EAUTH|ENOAUTH|EENVELOPE|Connection timeout|Greeting never received|no valid (?:address|header)|has no content|notification provider for channel|No email provider/i

export function isRefusal(reason: string): boolean {
  return CERTAIN.test(reason)
}

/**
 * What a server says to one recipient: there is no such mailbox, or no such domain. The sender's address, what is wrong
 * with the server itself, and what it cannot take now are none of that.
 */
const OF_RECIPIENT =
  /\(answer (?:450|55[0-3])\): (?!Mail command failed)|recipients? (?:were|was|address) rejected(?!.{0,20}\b(?:421|45[1-4]))|\(EENVELOPE\): (?:Invalid recipient|No recipients)|no valid address to go to/i

/** Whether a refusal says that the server works, and that this mail's address does not. */
export function isOfRecipient(reason: string): boolean {
  return isRefusal(reason) && OF_RECIPIENT.test(reason)
}
