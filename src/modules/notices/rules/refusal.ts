/**
 * What says for certain that a mail was not taken: nobody was reached, or the server answered no. Everything else, such
 * as a connection that broke or an answer that came too late, leaves open whether the mail is on its way.
 */
const CERTAIN =
  /\(answer [45]\d\d\)|ECONNREFUSED|ENOTFOUND|EDNS|EAUTH|ENOAUTH|EENVELOPE|Connection timeout|Greeting never received|no valid (?:address|header)|has no content|notification provider for channel|No email provider/i

export function isRefusal(reason: string): boolean {
  return CERTAIN.test(reason)
}
