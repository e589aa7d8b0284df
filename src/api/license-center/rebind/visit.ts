import { LICENSING_MODULE } from "../../../modules/licensing"
import { deviceLabel } from "../../../modules/licensing/rules/rebind-request"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { RebindRequestView } from "../../../modules/licensing/services/rebind-requests"
import { OpenRebindPage } from "../../../pages/rebind/open"
import { RebindPage } from "../../../pages/rebind/request"
import { portalVisitorOf } from "../../../workflows/portal/lib/session"
import { hostedPage, type Hosted } from "../hosted"
import { readHostedForm, type HostedForm } from "../read-hosted-form"
import { rebindCookie } from "../session-cookie"

/** As long as an operator's own reasons. */
export const MAX_REASON = 500

/** A request that is visited. */
export type Visited = { session_id: string; request: RebindRequestView }

/** What the visit opens: one request, as long as its license belongs to the address that the link was mailed to. */
export async function visited({ req }: Hosted): Promise<Visited | null> {
  const visitor = await portalVisitorOf(req.scope, rebindCookie.read(req))
  if (visitor?.kind !== "rebind" || visitor.subject_id === null) {
    return null
  }
  const { rebindRequests } = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const request = await rebindRequests.read(visitor.subject_id)
  return request && request.license.email === visitor.email ? { session_id: visitor.session_id, request } : null
}

export function showEnded({ req, res, show }: Hosted): void {
  rebindCookie.clear(req, res)
  show(401, OpenRebindPage, { problem: "ended" })
}

export function showRequest(
  { show, support }: Hosted,
  { session_id, request }: Visited,
  { status = 200, missing }: { status?: number; missing?: boolean } = {}
): void {
  const { device_name, ...shown } = request
  show(status, RebindPage, {
    request: { ...shown, device: deviceLabel(device_name) },
    form_token: support.forms.token(session_id),
    missing,
    longest: MAX_REASON,
  })
}

/** Who visits, and sent a form of that visit. Otherwise the page that says so is sent. */
export async function visitedByForm(hosted: Hosted): Promise<(Visited & { form: HostedForm }) | null> {
  const form = await readHostedForm(hosted.req)
  const visit = await visited(hosted)
  if (!visit || !hosted.support.forms.isToken(visit.session_id, form.get("form_token"))) {
    if (visit) {
      // Of another request that was open in this browser before: this one is shown, and nothing was decided.
      showRequest(hosted, visit, { status: 409 })
    } else {
      showEnded(hosted)
    }
    return null
  }
  return { ...visit, form }
}

/** The device that was chosen; null for what is none. */
export function chosenIn(form: HostedForm): string | null {
  return /^lcact_\w{1,40}$/.exec(form.get("from"))?.[0] ?? null
}

/** Forms are sent to addresses that show nothing by themselves. */
export const backToRequest = hostedPage(async ({ lead }) => lead("/rebind"), "/rebind")
