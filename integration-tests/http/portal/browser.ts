import { chromium, type Browser } from "playwright-core"
import type { App } from "../../setup/app"
import { findChromium } from "../../package/lib/admin-browser"
import { Portal } from "./world"

const PAGE = "/license-center/portal"

/** What needs a script, in a real browser. */
export function inBrowser(app: App): void {
  const portal = new Portal(app)
  let browser: Browser

  beforeAll(async () => {
    // A container's /dev/shm is small, and its root may not make the sandbox.
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    })
  })
  afterAll(() => browser.close())

  it("opens the mailed link, takes it out of the address at once, and shows a key with the focus on it", async () => {
    const { email } = await portal.sold()
    const { mail, token } = await portal.open(email)
    const page = await (await browser.newContext({ locale: "en-US" })).newPage()
    const requests: string[] = []
    const problems: string[] = []
    page.on("request", (request) => requests.push(`${request.url()} ${request.headers().referer ?? ""}`))
    page.on("pageerror", (error) => problems.push(error.message))
    page.on("console", (line) => line.text().includes("Content Security Policy") && problems.push(line.text()))
    await page.goto(`${app.url}${/\/license-center\/portal#lcp_[A-Za-z0-9_-]+/.exec(mail.text)![0]}`)
    await page.getByRole("heading", { name: "Your licenses", level: 1 }).waitFor()
    await page.getByText(email).waitFor()
    expect(page.url()).toBe(`${app.url}${PAGE}`)
    expect(requests.filter((request) => request.includes(token))).toEqual([])
    expect(await page.content()).not.toContain(token)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ name: "lc_portal", httpOnly: true, sameSite: "Lax", path: PAGE })

    await page.getByRole("button", { name: /^Show key/ }).click()
    await page.getByText(app.mailbox.keysTo(email)[0]!).waitFor()
    await page.locator(".key:focus").waitFor()
    expect(page.url()).not.toContain("TEST-")
    expect(problems).toEqual([])
    await page.context().close()
  })
}
