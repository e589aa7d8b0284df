/** 32 bytes as base64url behind a prefix that says what it is. Everything else is refused without a look-up. */
const LINK_TOKEN = /^lcp_[A-Za-z0-9_-]{43}$/
const SESSION = /^lcv_[A-Za-z0-9_-]{43}$/

/** Of the form of a private link's token. */
export const isPortalToken = (text: string): boolean => LINK_TOKEN.test(text)

/** Of the form of a session. */
export const isPortalSession = (text: string): boolean => SESSION.test(text)
