import { admitPersonalData, askForErasure } from "../../../../workflows/privacy/lib/personal-data"
import { readErasure } from "../../../../workflows/privacy/lib/read-erasure"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { showLicenses } from "../show-licenses"
import { ownerOf, visitorOfForm } from "../visit"

/** "Ask for erasure": opens a ticket, in which an operator decides. */
export const POST = hostedForm(async (hosted) => {
  const { req, res, language, lead } = hosted
  const form = await readHostedForm(req)
  const visitor = await visitorOfForm(hosted, form)
  if (!visitor) {
    return
  }
  const read = readErasure({ reason: form.get("reason") })
  const wait = read.ok ? await admitPersonalData(req.scope, ownerOf(visitor)) : null
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    await showLicenses(hosted, visitor, { page: 1, status: 429, limited: "data" })
  } else if (!read.ok) {
    await showLicenses(hosted, visitor, { page: 1, status: 400, wrong_reason: form.get("reason") ?? "" })
  } else {
    await askForErasure(req.scope, ownerOf(visitor), { source: "hosted", language, reason: read.reason })
    lead("/portal?asked=1")
  }
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"
