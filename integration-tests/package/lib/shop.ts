import path from "node:path"
import { aCaller, type Caller } from "../../setup/http"
import { run } from "./run"

export const operator = { email: "operator@example.com", password: "only for tests" }

export type Shop = {
  admin: Caller
  product: { id: string; handle: string }
  variant: { id: string; title: string }
  /** The paid order of one personal license. */
  order_id: string
}

/** Fills a running app and sells one license in it. */
export async function openShop({ url, jwtSecret }: { url: string; jwtSecret: string }, buyer: string): Promise<Shop> {
  const input = JSON.stringify({ url, jwtSecret, operator, buyer })
  const output = await run(process.execPath, [path.join(__dirname, "open-shop.mjs"), input], {
    cwd: __dirname,
    env: process.env,
  })
  const { token, ...shop } = JSON.parse(output)
  return { ...shop, admin: aCaller(url, { authorization: `Bearer ${token}` }) }
}
