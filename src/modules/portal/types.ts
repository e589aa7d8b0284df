/** `portal`: all licenses of the address. `rebind`: one request to move a seat, and nothing else. */
export type PortalLinkKind = "portal" | "rebind"

export type CreateLinkInput = {
  /** Lower case. */
  email: string
  locale: string | null
  kind: PortalLinkKind
  /** Id of what a link of a narrower kind opens. */
  subject_id: string | null
  /** ISO 8601, from now on: a mail that leaves late is good for less. */
  expires_in: string
}

/** Who asks through a private link, proved by having read mail of this address. */
export type PortalVisitor = {
  session_id: string
  link_id: string
  /** Lower case. */
  email: string
  kind: PortalLinkKind
  subject_id: string | null
  expires_at: Date
}

export type ExchangedPortalLink =
  | { ok: true; session: string; expires_at: Date; visitor: PortalVisitor }
  | { ok: false; reason: "unknown" | "expired" | "revoked" }

export type OwedPortalLink = {
  id: string
  kind: PortalLinkKind
  to: string
  locale: string | null
  subject_id: string | null
}

/** `token` is in clear: it must not leave the step that writes the mail. */
export type PortalLinkMail = OwedPortalLink & { token: string; expires_at: Date }
