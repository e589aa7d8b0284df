import { MedusaError } from "@medusajs/framework/utils"
import type { LicenseSummary } from "../../../../modules/licensing/services/license-reader"
import type { PortalVisitor } from "../../../../modules/portal/types"
import { RefundAskedPage, RefundPage, refundPath, type RefundProps } from "../../../../pages/portal/refund"
import { PlainPage } from "../../../../pages/tickets/plain"
import { refundForOwner } from "../../../../workflows/refunds/lib/owner-refund"
import { ownedUnits } from "../../../../workflows/refunds/lib/owned-units"
import { LONGEST_REASON, requestAsOwner } from "../../../../workflows/refunds/lib/request-as-owner"
import { ownedLicense } from "../../../store/license-center/owner-route"
import { hostedForm, hostedPage, type Hosted } from "../../hosted"
import { portalCookie } from "../../session-cookie"
import { readHostedForm, type HostedForm } from "../../read-hosted-form"
import { ownerOf, showEnded, visitorIn, visitorOfForm } from "../visit"

/** What the rules say of taking back what `?order=`, or the latest that can be, did for `?license=`. */
export const GET = hostedPage(async (hosted) => {
  const visitor = await visitorIn(hosted)
  if (visitor) {
    const license = await licenseOf(hosted, visitor, hosted.query("license") ?? "")
    await showRefund(hosted, visitor, { license, order_id: hosted.query("order") || null }, { status: 200 })
  } else if (portalCookie.read(hosted.req) === null) {
    hosted.lead("/portal")
  } else {
    showEnded(hosted)
  }
}, "/portal")

/** Asks for it. An operator decides. */
export const POST = hostedForm(async (hosted) => {
  const form = await readHostedForm(hosted.req)
  const visitor = await visitorOfForm(hosted, form)
  if (!visitor) {
    return
  }
  const license = await licenseOf(hosted, visitor, form.get("license"))
  const refund = license && (await read(hosted, visitor, license, form.get("order") || null))
  if (!license || !refund) {
    showMissing(hosted)
    return
  }
  const chosen = refund.units.map(({ unit_id }) => unit_id).filter((id) => form.has(`unit_${id}`))
  const { order_id } = refund
  const again = { chosen, reason: form.get("reason") }
  const problem = problemOf(form, chosen)
  if (problem) {
    await showRefund(hosted, visitor, { license, order_id }, { status: 400, ...again, problem })
    return
  }
  const asked = await ask(hosted, visitor, { license, order_id, chosen, reason: form.get("reason") })
  if (asked?.created) {
    hosted.show(200, RefundAskedPage, { number: asked.ticket_number, email: visitor.email })
  } else {
    const wrong = asked ? {} : ({ ...again, problem: "refused" } as const)
    await showRefund(hosted, visitor, { license, order_id }, { status: 409, ...wrong })
  }
}, "/portal")

type Again = Pick<RefundProps, "chosen" | "reason" | "problem"> & { status: number }

async function showRefund(
  hosted: Hosted,
  visitor: PortalVisitor,
  { license, order_id }: { license: LicenseSummary | null; order_id: string | null },
  { status, ...again }: Again
): Promise<void> {
  const refund = license && (await read(hosted, visitor, license, order_id))
  if (!license || !refund) {
    showMissing(hosted)
    return
  }
  hosted.show(status, RefundPage, {
    ...again,
    license: { id: license.id, product: license.product.title },
    refund,
    form_token: hosted.support.forms.token(visitor.session_id),
    here: refundPath(license.id, refund.order_id),
  })
}

const showMissing = ({ show }: Hosted) => show(404, PlainPage, { says: "missing", back: "/portal" })

const licenseOf = ({ req }: Hosted, visitor: PortalVisitor, id: string) => ownedLicense(req, ownerOf(visitor), id)

const read = ({ req, language }: Hosted, visitor: PortalVisitor, license: LicenseSummary, order_id: string | null) =>
  refundForOwner(req.scope, { owner: ownerOf(visitor), license, order_id, language })

function problemOf(form: HostedForm, chosen: string[]): RefundProps["problem"] {
  if (chosen.length === 0) {
    return "none_chosen"
  }
  return form.get("reason").length > LONGEST_REASON ? "too_long" : undefined
}

type Asked = { license: LicenseSummary; order_id: string; chosen: string[]; reason: string }

/** @returns null where the rules let nobody ask for what was chosen */
async function ask({ req, language }: Hosted, visitor: PortalVisitor, asked: Asked) {
  const { license, order_id, chosen, reason } = asked
  const owner = ownerOf(visitor)
  const units = await ownedUnits(req.scope, { owner, license, order_id, ids: chosen })
  if (!units) {
    return null
  }
  try {
    return await requestAsOwner(req.scope, {
      owner,
      license,
      order_id,
      units,
      reason: reason || null,
      locale: language,
      source: "hosted",
    })
  } catch (error) {
    if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_ALLOWED) {
      return null
    }
    throw error
  }
}
