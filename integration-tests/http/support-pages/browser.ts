import { chromium, type Browser, type Page } from "playwright-core"
import type { App } from "../../setup/app"
import { findChromium } from "../../package/lib/admin-browser"
import { Support, TYPED } from "../support/world"

/** What needs a script, in a real browser. */
export function inBrowser(app: App): void {
  const support = new Support(app)
  let browser: Browser
  let page: Page
  let requests: string[]
  let problems: string[]

  beforeAll(async () => {
    // A container's /dev/shm is small, and its root may not make the sandbox.
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    })
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    const context = await browser.newContext({ locale: "en-US", timezoneId: "Asia/Tokyo" })
    page = await context.newPage()
    requests = []
    problems = []
    page.on("request", (request) => requests.push(`${request.url()} ${request.headers().referer ?? ""}`))
    page.on("pageerror", (error) => problems.push(error.message))
    page.on("console", (line) => line.text().includes("Content Security Policy") && problems.push(line.text()))
  })
  afterEach(async () => {
    await page.context().close()
    await app.events.settled()
    expect(problems).toEqual([])
  })

  /** The address of a mail, on the server of this test. */
  const linkIn = (text: string) => `${app.url}${/\/license-center\/t#lct_[A-Za-z0-9_-]+/.exec(text)![0]}`

  const heading = (name: string) => page.getByRole("heading", { name, level: 1 })

  it("opens the mailed link, takes it out of the address at once, and sends it nowhere else", async () => {
    const { mail, token } = await support.open()
    await page.goto(linkIn(mail.text))
    await heading(TYPED.subject).waitFor()
    expect(page.url()).toBe(`${app.url}/license-center/t`)
    expect(requests.filter((request) => request.includes(token))).toEqual([])
    expect(await page.content()).not.toContain(token)
    await page.reload()
    await heading(TYPED.subject).waitFor()
    // The reader's own zone, and not UTC.
    expect(await page.locator("time").first().textContent()).toMatch(/GMT\+9|JST/)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/license-center" })
  })

  it("opens a second link over the first, also in the same tab", async () => {
    const first = await support.open({ subject: "The first" })
    const second = await support.open({ subject: "The second" })
    await page.goto(linkIn(first.mail.text))
    await heading("The first").waitFor()
    await page.goto(linkIn(second.mail.text))
    await heading("The second").waitFor()
    expect(page.url()).toBe(`${app.url}/license-center/t`)
  })

  it("says what is wrong with a link without leaving the page, and opens a pasted one", async () => {
    const { token } = await support.open()
    await page.goto(`${app.url}/license-center/t#lct_nothing`)
    await heading("This link does not work").waitFor()
    expect(page.url()).toBe(`${app.url}/license-center/t`)
    await page.getByLabel("Private link").fill(`https://elsewhere.example/license-center/t#${token}`)
    await page.getByRole("button", { name: "Open" }).click()
    await heading(TYPED.subject).waitFor()
  })

  it("keeps the link while there is no connection, and tries again", async () => {
    const { mail } = await support.open()
    let isAway = true
    await page.route("**/t/session", (route) => (isAway ? route.abort() : route.continue()))
    await page.goto(linkIn(mail.text))
    await page.getByRole("heading", { name: "No connection" }).waitFor()
    isAway = false
    await page.getByRole("button", { name: "Try again" }).click()
    await heading(TYPED.subject).waitFor()
  })

  it("refuses a file before it is sent, sends the rest, and leaves", async () => {
    const { mail, ticket } = await support.open()
    await page.goto(linkIn(mail.text))
    await page.getByLabel("Message").fill("With a log")
    const log = { name: "app.log", mimeType: "text/plain", buffer: Buffer.from("started") }
    const program = { name: "setup.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") }
    const files = page.getByLabel("Attach files (optional)")
    const refusal = page.getByText("“setup.exe” is left out: this kind of file cannot be attached")
    await files.setInputFiles([program])
    await refusal.waitFor()
    await files.setInputFiles([log])
    await refusal.waitFor({ state: "detached" })
    await files.setInputFiles([log, program])
    await refusal.waitFor()
    await page.getByRole("button", { name: "Send", exact: true }).dblclick()
    await page.getByText("Your message was sent").waitFor()
    await page.getByRole("link", { name: "Download app.log, 7 bytes" }).waitFor()
    const messages = "SELECT id FROM license_center_ticket_message WHERE ticket_id = ? AND body = 'With a log'"
    expect(await support.sql(messages, [ticket.id])).toHaveLength(1)
    await page.getByRole("button", { name: "Leave this page" }).click()
    await page.getByText("You have left this page").waitFor()
    expect(await page.context().cookies()).toEqual([])
  })
}
