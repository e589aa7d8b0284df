import type { LicenseSummary } from "../../../../modules/licensing/services/license-reader"
import type { PortalVisitor } from "../../../../modules/portal/types"
import { PlainPage } from "../../../../pages/tickets/plain"
import { ownedLicense } from "../../../store/license-center/owner-route"
import { hostedForm, type Hosted } from "../../hosted"
import { readHostedForm, type HostedForm } from "../../read-hosted-form"
import { pageOf } from "../show-licenses"
import { ownerOf, visitorOfForm } from "../visit"

type LicenseForm = {
  hosted: Hosted
  form: HostedForm
  visitor: PortalVisitor
  /** One of the visitor's own. */
  license: LicenseSummary
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
    const license = await ownedLicense(hosted.req, ownerOf(visitor), hosted.req.params.id!)
    if (!license) {
      hosted.show(404, PlainPage, { says: "missing", back: "/portal" })
      return
    }
    await handle({ hosted, form, visitor, license, page: pageOf(form.get("page")) })
  }, "/portal")
