import { isRefusal } from "../refusal"

describe("a mail that could not be sent", () => {
  it.each([
    "The mail server did not take the mail (answer 550): mailbox unknown",
    "The mail server did not take the mail (ECONNREFUSED): connect ECONNREFUSED 127.0.0.1:25",
    "The mail server did not take the mail (ETIMEDOUT): Connection timeout",
    "The mail server did not take the mail (EAUTH): Invalid login",
    "No email provider is configured. Set SMTP_URL",
    'The mail "ticket_reply" has no valid header: reply_to',
  ])("was not taken for certain: %s", (reason) => expect(isRefusal(reason)).toBe(true))

  it.each([
    "The mail server did not take the mail (too slow): it was not done after 90 seconds",
    "The mail server did not take the mail (ETIMEDOUT): Timeout",
    "The mail server did not take the mail (ESOCKET): read ECONNRESET",
    "some provider failed",
  ])("may be on its way: %s", (reason) => expect(isRefusal(reason)).toBe(false))
})
