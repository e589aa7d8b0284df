export { PortalLink } from "./portal-link"
export { PortalProof } from "./portal-proof"
export { PortalSession } from "./portal-session"
