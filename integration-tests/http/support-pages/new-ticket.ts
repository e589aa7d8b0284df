import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { Support, tokenIn } from "../support/world"
import { Surfer, type Page } from "./surfer"

const NEW = "/license-center/tickets/new"
const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** The form with which anybody opens a ticket, without JavaScript. */
export function newTicket(app: App): void {
  const support = new Support(app)
  const service = () => app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  /** As if the form had been opened so long ago. */
  const opened = (ago = 60 * SECOND) => service().forms.seal(new Date(Date.now() - ago))
  const somebody = (headers?: Record<string, string>) => new Surfer(app.url, headers)
  const refusals = () => service().readRefusals(1, new Date())
  afterEach(() => app.events.settled())

  async function fill(given: Record<string, string> = {}, surfer = somebody()): Promise<Page> {
    const page = await surfer.open(NEW)
    return surfer.send(page.form(NEW), { email: aBuyer(), message: "It does not start.", seal: opened(), ...given })
  }

  it("opens a ticket, whose mail leads to the thread", async () => {
    const email = aBuyer()
    const surfer = somebody()
    const page = await surfer.open(`${NEW}?product=${app.store.product.handle}`)
    const form = page.form(NEW)
    expect(form.fields).toContainEqual(["product", app.store.product.handle])
    const sent = await surfer.send(form, { email, subject: "No start", message: "Why?", name: "Ada", seal: opened() })
    expect(sent.status).toBe(200)
    expect(sent.address).toBe("/license-center/tickets/sent")
    expect(sent.text).toContain("a mail with your private link is on its way")
    await app.events.settled()
    const [mail] = await app.mailbox.waitFor(email)
    const thread = await surfer.send((await surfer.open("/license-center/t")).form("/license-center/t/session"), {
      token: ` <http://shop.example/license-center/t#${tokenIn(mail!)}> `,
    })
    expect(thread.address).toBe("/license-center/t")
    expect(thread.text).toContain("No start")
    expect(thread.text).toContain("Why?")
    expect(thread.text).toContain("Received")
    expect(thread.html).not.toContain("lct_")
    const [ticket] = await support.tickets(email)
    expect(ticket).toMatchObject({ source: "hosted", product_id: app.store.product.id, locale: "en" })
  })

  it("shows a mistake at its field, and keeps what was typed but for the key", async () => {
    const key = "TEST-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"
    const typed = { email: "ada@", name: "Ada", subject: 'A "quoted" <one>', order_number: "42", category: "update" }
    const page = await fill({ ...typed, message: " ", license_key: key })
    expect(page.status).toBe(400)
    expect(page.text).toContain("There is a problem with 2 fields")
    expect(page.html).toContain('<a href="#field-email">Enter an email address like name@example.com</a>')
    expect(page.html).toContain('<a href="#field-message">Write a message</a>')
    expect(Object.fromEntries(page.form(NEW).fields)).toMatchObject({ ...typed, license_key: "" })
    expect(page.html).not.toContain(key)
    expect(page.text).toContain("the key is not shown again")
  })

  it("gives a message back that is too long, whole", async () => {
    const message = "Жалоба € ".repeat(3_000)
    const page = await fill({ message })
    expect(page.status).toBe(400)
    expect(page.text).toContain("Shorten it to 20000 characters")
    expect(Object.fromEntries(page.form(NEW).fields).message).toBe(message)
  })

  it("takes the longest message in any script", async () => {
    const email = aBuyer()
    const page = await fill({ email, message: "€".repeat(20_000) })
    expect(page.address).toBe("/license-center/tickets/sent")
    expect(await support.tickets(email)).toHaveLength(1)
  })

  it("says what was hidden by numbers only, to who named a foreign key as to anybody", async () => {
    const page = await fill({ message: "My card is 4111 1111 1111 1111.", license_key: "TEST-WRONG" })
    expect(page.address).toBe("/license-center/tickets/sent?hidden=c1")
    expect(page.text).toContain("A card number was hidden in this message.")
    const plain = await fill({ license_key: "TEST-WRONG" })
    expect(plain.html).toBe((await fill()).html)
  })

  it("makes one ticket of a form that is sent twice", async () => {
    const email = aBuyer()
    const surfer = somebody()
    const form = (await surfer.open(NEW)).form(NEW)
    const filled = { email, message: "Once.", seal: opened() }
    const answers = await Promise.all([surfer.send(form, filled), surfer.send(form, filled)])
    expect(answers.map(({ address }) => address)).toEqual(Array(2).fill("/license-center/tickets/sent"))
    expect(await support.tickets(email)).toHaveLength(1)
  })

  it("tells a script nothing, and opens nothing for it", async () => {
    const before = await refusals()
    const email = aBuyer()
    const scripts: Record<string, string>[] = [{ lc_note: "buy now" }, { seal: service().forms.seal(new Date()) }]
    for (const given of scripts) {
      const page = await fill({ email, ...given })
      expect(page.address).toBe("/license-center/tickets/sent")
    }
    expect(await support.tickets(email)).toEqual([])
    const after = await refusals()
    expect(after.honeypot).toBe((before.honeypot ?? 0) + 1)
    expect(after.too_fast).toBe((before.too_fast ?? 0) + 1)
  })

  it.each([
    ["a day", () => opened(25 * HOUR)],
    ["no seal of ours", () => "0.0.0"],
  ])("asks again after %s, with everything that was written", async (_case, seal) => {
    const email = aBuyer()
    const surfer = somebody()
    const page = await fill({ email, message: "Still here?", seal: seal() }, surfer)
    expect(page.status).toBe(400)
    expect(page.text).toContain("This form was open for too long")
    const form = page.form(NEW)
    expect(Object.fromEntries(form.fields)).toMatchObject({ email, message: "Still here?" })
    expect(service().forms.open(Object.fromEntries(form.fields).seal!)).not.toBeNull()
    expect(await support.tickets(email)).toEqual([])
  })

  it("speaks German to who asks for it, and mails in it", async () => {
    const email = aBuyer()
    const surfer = somebody({ "accept-language": "de-AT,de;q=0.9,en;q=0.5" })
    expect((await surfer.open(NEW)).text).toContain("Schreiben Sie uns")
    const sent = await fill({ email }, surfer)
    expect(sent.text).toContain("bitte sehen Sie in Ihr Postfach")
    expect((await support.tickets(email))[0]).toMatchObject({ locale: "de" })
    const english = await surfer.open(`${NEW}?lang=en`)
    expect(english.form(NEW).action).toBe(`${NEW}?lang=en`)
    expect(english.text).toContain("Contact us")
  })

  it("is read by GET and HEAD without a trace", async () => {
    const before = await support.state()
    for (const method of ["GET", "HEAD"] as const) {
      for (const address of [NEW, `${NEW}?product=nothing&lang=xx`, "/license-center/tickets/sent?hidden=%00"]) {
        expect((await somebody().open(address, method)).status).toBeLessThan(500)
      }
    }
    expect(await support.state()).toEqual(before)
  })

  it("keeps its style sheet and script for good, by their content", async () => {
    const { html } = await somebody().open(NEW)
    const names = html.match(/\/license-center\/assets\/[^"]+/g)!
    expect(names).toHaveLength(2)
    for (const name of names) {
      const { status, headers } = await somebody().open(name)
      expect(status).toBe(200)
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
      expect(headers.get("content-type")).toMatch(/^text\/(css|javascript)/)
    }
    const other = await somebody().open("/license-center/assets/pages.0123456789abcdef.css")
    expect([other.status, other.headers.get("cache-control")]).toEqual([200, "no-store"])
    expect((await somebody().open("/license-center/assets/package.json")).status).toBe(404)
  })
}
