import { admitPersonalData, exportOwn, PERSONAL_DATA_HEADERS } from "../../../../workflows/privacy/lib/personal-data"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { showLicenses } from "../show-licenses"
import { ownerOf, visitorOfForm } from "../visit"

/** "Export my data": a file, and nothing of it in an address or a page. */
export const POST = hostedForm(async (hosted) => {
  const { req, res } = hosted
  const visitor = await visitorOfForm(hosted, await readHostedForm(req))
  if (!visitor) {
    return
  }
  const wait = await admitPersonalData(req.scope, ownerOf(visitor))
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    await showLicenses(hosted, visitor, { page: 1, status: 429, limited: "data" })
    return
  }
  const held = await exportOwn(req.scope, ownerOf(visitor))
  res.set({ ...PERSONAL_DATA_HEADERS, "X-Content-Type-Options": "nosniff" }).json(held)
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"
