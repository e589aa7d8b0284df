/** The words of support that the database, the wire and the admin have in common. */

export const CATEGORIES = ["license", "purchase", "activation", "update", "refund", "other"] as const
export type Category = (typeof CATEGORIES)[number]

/** Where a ticket comes from: the hosted form, a storefront of its own, a mail, an operator. */
export const SOURCES = ["hosted", "store", "email", "operator"] as const
export type Source = (typeof SOURCES)[number]

/** How a message came in: a page or a storefront with a private link, a mail, the admin, the plugin itself. */
export const CHANNELS = ["form", "link", "email", "admin", "system"] as const
export type Channel = (typeof CHANNELS)[number]

/** What a mail with a private link is for. */
export const LINK_KINDS = ["opened", "reply", "closing", "requested", "added"] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** What a message of the kind `system` says, as one word that pages and mails have sentences for. */
export const SYSTEM_MESSAGES = [
  "closed_by_customer",
  "closed_by_operator",
  "auto_closed",
  "resolved",
  "reopened",
  "merged_in",
  "merged_away",
  "follow_up",
  "followed_up",
  "refund_paid",
  "refund_declined",
] as const
export type SystemMessage = (typeof SYSTEM_MESSAGES)[number]
