import { existsSync } from "node:fs"
import path from "node:path"
import { chromium, type Browser, type Page } from "playwright-core"
import { logFile } from "./places"

const programs = ["chromium", "chromium-browser", "google-chrome"]

/** @throws Error that says how to get one when there is no Chromium */
export function findChromium(): string {
  const folders = (process.env.PATH ?? "").split(path.delimiter)
  const found = folders.flatMap((folder) => programs.map((name) => path.join(folder, name))).find(existsSync)
  const chosen = process.env.CHROMIUM ?? found
  if (!chosen || !existsSync(chosen)) {
    throw new Error("This test looks at a page in a real browser, and there is none: apt-get install chromium")
  }
  return chosen
}

/** An operator in front of the admin. */
export class AdminBrowser {
  readonly problems: string[] = []

  private constructor(
    private readonly browser: Browser,
    readonly page: Page
  ) {}

  static async open(url: string): Promise<AdminBrowser> {
    // A container's /dev/shm is small, and its root may not make the sandbox.
    const args = ["--no-sandbox", "--disable-dev-shm-usage"]
    const browser = await chromium.launch({ executablePath: findChromium(), args })
    const page = await browser.newPage({ baseURL: url, viewport: { width: 1440, height: 1100 }, locale: "en-US" })
    const admin = new AdminBrowser(browser, page)
    page.setDefaultTimeout(60_000)
    page.on("pageerror", (error) => admin.problems.push(error.message))
    return admin
  }

  /** The first page takes Vite half a minute and more: it bundles the dashboard first. */
  async load(): Promise<void> {
    await this.page.goto("/app/login", { waitUntil: "domcontentloaded", timeout: 120_000 })
    await this.page.locator("input[name=email]").waitFor({ timeout: 120_000 })
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.locator("input[name=email]").fill(email)
    await this.page.locator("input[name=password]").fill(password)
    await this.page.getByRole("button", { name: /continue/i }).click()
    await this.page.waitForURL(/\/app\/(?!login)/)
  }

  /** Opens a page of the admin and waits for a section with this title. Leaves a picture behind when there is none. */
  async sectionOn(address: string, title: string) {
    await this.page.goto(address)
    const heading = this.page.getByRole("heading", { name: title, exact: true })
    try {
      await heading.waitFor()
    } catch (error) {
      await this.page.screenshot({ path: logFile("admin").replace(/\.log$/, ".png") })
      throw error
    }
    return this.page.locator("div", { has: heading }).last()
  }

  async close(): Promise<void> {
    await this.browser.close()
  }
}
