/** Who asks through a private link, proved by having read mail of this address. */
export type PortalVisitor = {
  session_id: string
  link_id: string
  /** Lower case. */
  email: string
  /** `portal`: all licenses of the address. `rebind`: one request to move a seat, and nothing else. */
  kind: "portal" | "rebind"
  subject_id: string | null
}
