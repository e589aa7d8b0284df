import type { LicenseSummary } from "../../../../modules/licensing/services/license-reader"
import type { PortalVisitor } from "../../../../modules/portal/types"
import { PlainPage } from "../../../../pages/tickets/plain"
import { ownedLicense } from "../../../store/license-center/owner-route"
import { hostedForm, hostedPage, type Hosted } from "../../hosted"
import { readHostedForm, type HostedForm } from "../../read-hosted-form"
import { pageOf } from "../show-licenses"
import { ownerOf, visitorIn, visitorOfForm } from "../visit"

type LicensePage = {
  hosted: Hosted
  visitor: PortalVisitor
  /** One of the visitor's own. */
  license: LicenseSummary
}

type LicenseForm = LicensePage & {
  form: HostedForm
  /** Of the list that the form stood on. */
  page: number
}

/** A form that does something with one license: sent from the page of its owner, or it is refused. */
export const licenseForm = (handle: (sent: LicenseForm) => Promise<void>) =>
  hostedForm(async (hosted) => {
    const form = await readHostedForm(hosted.req)
    const visitor = await visitorOfForm(hosted, form)
    if (!visitor) {
      return
    }
    const license = await ownLicense(hosted, visitor)
    if (license) {
      await handle({ hosted, form, visitor, license, page: pageOf(form.get("page")) })
    }
  }, "/portal")

/** A page about one license, which its owner reads. Whose session has ended finds the door. */
export const licensePage = (handle: (opened: LicensePage) => Promise<void>) =>
  hostedPage(async (hosted) => {
    const visitor = await visitorIn(hosted)
    if (!visitor) {
      hosted.lead("/portal")
      return
    }
    const license = await ownLicense(hosted, visitor)
    if (license) {
      await handle({ hosted, visitor, license })
    }
  }, "/portal")

async function ownLicense(hosted: Hosted, visitor: PortalVisitor): Promise<LicenseSummary | null> {
  const license = await ownedLicense(hosted.req, ownerOf(visitor), hosted.req.params.id!)
  if (!license) {
    hosted.show(404, PlainPage, { says: "missing", back: "/portal" })
  }
  return license
}
