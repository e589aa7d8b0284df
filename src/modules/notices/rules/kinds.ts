/** The mails this plugin sends. Each has a template of the same name in src/emails. */
export const NOTICE_KINDS = ["license_delivered", "license_revoked"] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Narrows a stored kind, which may come from a newer version of the plugin. */
export function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind)
}
