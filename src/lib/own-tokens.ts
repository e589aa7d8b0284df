/**
 * The plugin's own tokens, wherever they stand in a text: private links to tickets and licenses and the sessions of both,
 * withdrawals, feeds of updates; and those that are sealed, to renew and to end reminders, whose dot may be encoded in an
 * address. None belongs into a log, a table or a message.
 */
export const OWN_TOKENS =
  /(?<![A-Za-z0-9])lc(?:[stfpvw]_[A-Za-z0-9_-]{16,}|[ru]_[0-9a-f]{8}(?:\.|%2E)[A-Za-z0-9_-]{16,})/gi
