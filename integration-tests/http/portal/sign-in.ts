import { Surfer } from "../support-pages/surfer"
import { SUBJECT, tokenIn, type Portal } from "./world"

const PAGE = "/license-center/portal"

/** Somebody without JavaScript before their licenses, by the link of a mail that they pasted. */
export async function signIn(portal: Portal, email: string) {
  const { mailbox, url } = portal.app
  const surfer = new Surfer(url)
  await portal.request(email).expect(202)
  const [mail] = await mailbox.waitFor(email, 1, SUBJECT)
  const door = await surfer.open(PAGE)
  const link = `<https://store.example${PAGE}#${tokenIn(mail!)}>`
  const list = await surfer.send(door.form(`${PAGE}/session`), { token: link })
  return { surfer, list, token: tokenIn(mail!) }
}
