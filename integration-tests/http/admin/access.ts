import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import type { App } from "../../setup/app"

const FOLDER = path.resolve(__dirname, "../../../src/api/admin")

/** Every admin route there is, read from the files, so that a new one cannot be forgotten here. */
function adminRoutes(): ["get" | "post" | "delete", string][] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const url = `/admin/${path.dirname(file).split(path.sep).join("/")}`.replace(/\[\w+\]/g, "some_id")
      const methods = readFileSync(path.join(FOLDER, file), "utf8").matchAll(/export const (GET|POST|DELETE)\b/g)
      return [...methods].map(([, method]) => [method!.toLowerCase() as "get", url] as ["get", string])
    })
}

/** Who may use the admin routes: nobody but an operator. */
export function access(app: App): void {
  it("answers 401 on every route to who is not signed in, or signed in as a customer", async () => {
    const { anyone, shop, admin } = app.store
    const routes = adminRoutes()
    expect(routes.length).toBeGreaterThan(15)
    const credentials = { email: "customer@example.com", password: "only for tests" }
    const { token } = await anyone.post("/auth/customer/emailpass/register", credentials)
    await shop.ask("post", "/store/customers", { email: credentials.email }).set("authorization", `Bearer ${token}`)
    const customer = await anyone.post("/auth/customer/emailpass", credentials)
    const open: string[] = []
    for (const [method, url] of routes) {
      const answers = await Promise.all([
        anyone.ask(method, url, {}),
        anyone.ask(method, url, {}).set("authorization", "Bearer not-a-token"),
        anyone.ask(method, url, {}).set("authorization", `Bearer ${customer.token}`),
        shop.ask(method, url, {}),
      ])
      if (answers.some(({ status }) => status !== 401)) {
        open.push(`${method} ${url}: ${answers.map(({ status }) => status).join(", ")}`)
      }
    }
    expect(open).toEqual([])
    const { plans } = await admin.get("/admin/license-center/plans")
    expect(plans).toHaveLength(3)
  })

  it("answers 4xx, never 5xx, to a NUL character and to nonsense, wherever it stands", async () => {
    const { admin, plans } = app.store
    const failed: string[] = []
    for (const [method, url] of adminRoutes()) {
      const nul = url.replaceAll("some_id", "a%00b")
      const answers = await Promise.all([
        admin.ask(method, nul === url ? `${url}?q=a%00b` : nul, {}),
        admin.ask(method, url, { reason: "a\u0000b", code: ["a\u0000b"], "a\u0000b": { deep: "a\u0000b" } }),
        admin.ask(method, `${url}?q[]=1&limit[]=x&order[$gt]=1`, { reason: { toString: null } }),
      ])
      if (answers.some(({ status }) => status >= 500)) {
        failed.push(`${method} ${url}: ${answers.map(({ status }) => status).join(", ")}`)
      }
    }
    expect(failed).toEqual([])
    await admin.ask("get", "/admin/license-center/licenses?q=a%00b").expect(400)
    await admin.ask("get", `/admin/license-center/plans/${plans.solo.id}%00`).expect(400)
  })

  it("answers 4xx, never 5xx, to a body that is nested deeper than a stack is", async () => {
    const { admin, anyone, plans } = app.store
    const deep = (depth: number) => `{"reason":${"[".repeat(depth)}${"]".repeat(depth)}}`
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`
    const failed: string[] = []
    for (const [method, url] of adminRoutes().filter(([name]) => name === "post")) {
      for (const body of [deep(10_000), deep(49_000), objects(10_000)]) {
        const answer = await admin.ask(method, url).set("content-type", "application/json").send(body)
        if (answer.status >= 500) {
          failed.push(`${method} ${url}: ${answer.status}`)
        }
      }
    }
    expect(failed).toEqual([])
    const suspend = admin.ask("post", "/admin/license-center/licenses/lic_unknown/suspend")
    await suspend.set("content-type", "application/json").send(deep(10_000)).expect(400)
    await anyone.ask("get", "/health").expect(200)
    expect((await admin.get(`/admin/license-center/plans/${plans.solo.id}`)).plan.code).toBe("solo")
  })
}
