export { PortalLink } from "./portal-link"
export { PortalSession } from "./portal-session"
