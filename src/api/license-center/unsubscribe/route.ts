import type { MedusaRequest } from "@medusajs/framework/http"
import { sharedLimits } from "../../../lib/rate-limit"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { UnknownUnsubscribePage, UnsubscribePage } from "../../../pages/reminders/unsubscribe"
import { PlainPage } from "../../../pages/tickets/plain"
import { admitReminders } from "../../../workflows/reminders/lib/admit-reminders"
import { setRemindersWorkflow } from "../../../workflows/reminders/workflows/set-reminders"
import { hostedPage, type Hosted } from "../hosted"
import { readHostedForm } from "../read-hosted-form"

const remindersOf = (req: MedusaRequest) => req.scope.resolve<LicensingModuleService>(LICENSING_MODULE).reminders

/** Shows what the form would do. Scanners of mails and curious people open links: nothing ends by that. */
export const GET = hostedPage(async (hosted) => {
  const token = hosted.query("token") ?? ""
  const email = await addressOf(hosted, token)
  if (email !== null) {
    hosted.show(200, UnsubscribePage, { token, ended: await remindersOf(hosted.req).unsubscribes.has(email) })
  }
}, "/unsubscribe")

/**
 * One click in a mail program (RFC 8058), or the page's own form. The token alone says who may: mail providers post from
 * anywhere, without a cookie, and whatever their body is it means the one thing.
 */
export const POST = hostedPage(async (hosted) => {
  const form = await readHostedForm(hosted.req)
  const token = form.get("token") || (hosted.query("token") ?? "")
  const email = await addressOf(hosted, token)
  if (email === null) {
    return
  }
  const wanted = form.get("wanted") === "1"
  const wait = await admitReminders(hosted.req.scope, email, wanted)
  if (wait !== null) {
    hosted.res.setHeader("Retry-After", String(wait))
    const ended = await remindersOf(hosted.req).unsubscribes.has(email)
    hosted.show(429, UnsubscribePage, { token, ended, limited: true })
    return
  }
  await setRemindersWorkflow(hosted.req.scope).run({ input: { email, wanted } })
  if (form.has("wanted")) {
    hosted.show(200, UnsubscribePage, { token, ended: !wanted, done: true })
  } else {
    hosted.res.status(200).set("Cache-Control", "no-store").type("text").send("Unsubscribed.\n")
  }
}, "/unsubscribe")

/** Null when the token is none of ours; that is answered then. Only these are counted: a provider posts for many. */
async function addressOf({ req, res, ip, show, support }: Hosted, token: string): Promise<string | null> {
  const email = remindersOf(req).links.readUnsubscribe(token)
  if (email !== null) {
    return email
  }
  const wait = (await sharedLimits(support.options)?.count("exchange", ip)) ?? null
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    show(429, PlainPage, { says: "limited", back: "/unsubscribe" })
  } else {
    show(404, UnknownUnsubscribePage, {})
  }
  return null
}
