import type { PortalVisitor } from "../../../modules/portal/types"
import { DoorPage, OtherSessionPage } from "../../../pages/portal/door"
import type { Owner } from "../../../workflows/portal/lib/owner"
import { portalVisitorOf } from "../../../workflows/portal/lib/session"
import type { Hosted } from "../hosted"
import { portalCookie } from "../session-cookie"
import type { HostedForm } from "../read-hosted-form"

/** Whose licenses are open in this browser; null without a session, and with one of a link for something else. */
export async function visitorIn({ req }: Hosted): Promise<PortalVisitor | null> {
  const visitor = await portalVisitorOf(req.scope, portalCookie.read(req))
  return visitor?.kind === "portal" ? visitor : null
}

export function showEnded({ req, res, show }: Hosted): void {
  portalCookie.clear(req, res)
  show(401, DoorPage, { problem: "ended" })
}

/** Who sent a form of their own session's page. Otherwise the page that says so is sent. */
export async function visitorOfForm(hosted: Hosted, form: HostedForm): Promise<PortalVisitor | null> {
  const visitor = await visitorIn(hosted)
  if (!visitor) {
    showEnded(hosted)
    return null
  }
  if (!hosted.support.forms.isToken(visitor.session_id, form.get("form_token"))) {
    hosted.show(409, OtherSessionPage, {})
    return null
  }
  return visitor
}

export const ownerOf = ({ email, session_id }: PortalVisitor): Owner => ({ kind: "portal", email, session_id })
