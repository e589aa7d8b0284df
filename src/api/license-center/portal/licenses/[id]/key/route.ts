import { revealToOwner } from "../../../../../../workflows/portal/lib/license-desk"
import { showLicenses } from "../../../show-licenses"
import { ownerOf } from "../../../visit"
import { licenseForm } from "../../license-form"

/** Shows the key on the answer to this form and nowhere else. The license's trail says that its owner saw it. */
export const POST = licenseForm(async ({ hosted, visitor, license, page }) => {
  const revealed = await revealToOwner(hosted.req.scope, ownerOf(visitor), license.id)
  if (revealed.ok) {
    await showLicenses(hosted, visitor, { page, shown: { license_id: license.id, key: revealed.key } })
  } else {
    hosted.res.setHeader("Retry-After", String(revealed.wait))
    await showLicenses(hosted, visitor, { page, status: 429, limited: "keys" })
  }
})

export { backToPortal as GET } from "../../../back-to-portal"
