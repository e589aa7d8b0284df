import { isOfRecipient, isRefusal } from "../refusal"

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

describe("a mail that was refused", () => {
  const rejected = "Can't send mail - all recipients were rejected"

  it.each([
    `(answer 550): ${rejected}: 550 No such mailbox`,
    `(answer 553): ${rejected}: 553 5.1.3 The address is none`,
    `(answer 450): ${rejected}: 450 4.1.2 Recipient address rejected: Domain not found`,
    `(answer 501): ${rejected}: 501 5.1.3 Bad recipient address syntax`,
    "(answer 550): Message failed: 550 5.1.1 User unknown",
    '(EENVELOPE): Invalid recipient "a b@example.com"',
  ])("says something of its recipient: %s", (reason) => {
    expect(isOfRecipient(`The mail server did not take the mail ${reason}`)).toBe(true)
  })

  it.each([
    "(answer 550): Mail command failed: 550 5.7.1 Sender address rejected",
    `(answer 451): ${rejected}: 451 4.3.0 Temporary lookup failure`,
    `(answer 452): ${rejected}: 452 4.3.1 Insufficient system storage`,
    `(answer 421): ${rejected}: 421 Too many connections`,
    "(answer 554): Message failed: 554 5.7.1 Your address is on a list",
    "(answer 535): Invalid login: 535 5.7.8 Error: authentication failed",
    "(ECONNREFUSED): connect ECONNREFUSED 127.0.0.1:25",
    "(ETIMEDOUT): Connection timeout",
  ])("says something of the server, or nothing: %s", (reason) => {
    expect(isOfRecipient(`The mail server did not take the mail ${reason}`)).toBe(false)
  })
})
