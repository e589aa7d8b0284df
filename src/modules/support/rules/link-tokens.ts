/** 32 bytes as base64url behind a prefix that says what it is. Everything else is refused without a look-up. */
const LINK_TOKEN = /^lct_[A-Za-z0-9_-]{43}$/
const SESSION = /^lcs_[A-Za-z0-9_-]{43}$/

/** Of the form of a private link's token. */
export const isLinkToken = (text: string): boolean => LINK_TOKEN.test(text)

/** Of the form of a visit's session. */
export const isSession = (text: string): boolean => SESSION.test(text)
