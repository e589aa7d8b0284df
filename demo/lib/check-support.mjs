const link = /\/license-center\/t#(lct_[A-Za-z0-9_-]{43})/
const TICKETS = "/store/license-center/tickets"

/**
 * Asks for help as the buyer, without an account, and answers as an operator.
 *
 * @param {object} with_
 * @param {(label: string, work: () => Promise<any>) => Promise<any>} with_.step
 * @param {(count: number) => Promise<{ text: string }[]>} with_.mails waits for so many mails to the buyer
 * @throws when a step does not hold
 */
export async function checkSupport({ step, store, admin, mails, buyer, key }) {
  await step("Ask for help, with the key in the form", () =>
    store.post(TICKETS, {
      email: buyer,
      subject: "It does not start",
      message: "After the update it does not start. My card is 4111 1111 1111 1111.",
      license_key: key,
    })
  )
  const visit = await step("The mail's private link opens the ticket", async () => {
    const { session } = await store.post(`${TICKETS}/session`, { token: tokenIn((await mails(2))[1]) })
    return store.as({ authorization: `Bearer ${session}` })
  })
  const ticket = await step("Its card number was hidden", async () => {
    const { ticket: read } = await visit.get(`${TICKETS}/current`)
    const { body } = read.messages[0]
    if (body.includes("4111") || !body.includes("[card number hidden]")) throw new Error(`the message reads: ${body}`)
    return read
  })
  await step("An operator sees the license and answers", async () => {
    const { ticket: thread } = await admin.get(`/admin/license-center/tickets/${ticket.id}`)
    if (!thread.license_id) throw new Error("the ticket is not tied to the license")
    await admin.post(`/admin/license-center/tickets/${ticket.id}/reply`, { message: "Please install it again." })
  })
  await step("The answer arrives by mail", async () => {
    const mail = (await mails(3))[2]
    if (!mail.text.includes("Please install it again.") || !tokenIn(mail))
      throw new Error(`the mail reads: ${mail.text}`)
  })
  await step("The customer writes again and closes it", async () => {
    await visit.post(`${TICKETS}/current/messages`, { message: "That helped, thank you." })
    const { ticket: closed } = await visit.post(`${TICKETS}/current/close`, {})
    if (closed.status !== "closed") throw new Error(`its status is ${closed.status}`)
  })
}

function tokenIn({ text }) {
  const [, token] = link.exec(text) ?? []
  if (!token) throw new Error(`no private link in the mail: ${text}`)
  return token
}
