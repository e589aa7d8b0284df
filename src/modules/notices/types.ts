import type { InferTypeOf } from "@medusajs/framework/types"
import type { Notice as NoticeModel } from "./models"
import type { NoticeKind } from "./rules/kinds"

export type Notice = InferTypeOf<typeof NoticeModel>

export type NoticeStatus = Notice["status"]

export type EnsureNoticeInput = {
  kind: NoticeKind
  /** What the mail is for; a second call with the same purpose changes nothing. */
  purpose_key: string
  to: string
  /** BCP 47 tag of the language to write in. */
  locale?: string | null
  order_id?: string | null
  license_ids?: string[]
  /** Ids only. */
  data?: Record<string, unknown>
}

export type EnsuredNotice = {
  id: string
  purpose_key: string
  /** False when the purpose had its notice already. */
  created: boolean
}

export type ClaimInput = {
  limit: number
  /** Only these, when given. */
  ids?: string[]
  /** The clock to judge by, for tests. */
  now?: Date
}

/** What mails say about the store; the part of the plugin's options that is no secret. */
export type MailSettings = {
  store_name: string
  store_url: string
  support_email: string | null
  help_url: string | null
}
