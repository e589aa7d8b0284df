import type { MedusaContainer } from "@medusajs/framework/types"
import { aMailLicense, mailProps } from "../../../../emails/__fixtures__/mail"
import type { DeliverableLicense } from "../../../../modules/licensing/types"
import type { KeyMail } from "../../../../modules/notices/rules/key-mails"
import { purposes } from "../../../../modules/notices/rules/purposes"
import type { Notice } from "../../../../modules/notices/types"

export const CLAIMED = new Date("2026-11-24T12:02:00.000Z")

export const deliverable = (license = aMailLicense(), more: Partial<DeliverableLicense> = {}): DeliverableLicense =>
  ({
    ...license,
    status: "active",
    email: "ada@example.com",
    locale: null,
    order_id: "order_1",
    order_display_id: 1042,
    delivery_id: "dlv_1",
    grace: "P7D",
    ...more,
  }) as DeliverableLicense

export const aNotice = (id: string, more: Partial<Notice> = {}): Notice =>
  ({
    id,
    kind: "license_delivered",
    purpose_key: `license_delivered:${id}`,
    to: "ada@example.com",
    locale: null,
    license_ids: ["lic_0"],
    mailed_license_ids: null,
    order_id: "order_1",
    attempts: 1,
    claimed_until: CLAIMED,
    ...more,
  }) as Notice

type SentMail = {
  content: { subject: string; html: string; text: string }
  idempotency_key: string
  [field: string]: unknown
}

/** The first mail with the key of `lic_0`; sent, it named what it is about. */
export const firstMail = (
  status: KeyMail["status"],
  license_ids = ["lic_0"],
  more: Partial<KeyMail> = {}
): KeyMail => ({
  id: "first",
  purpose_key: purposes.delivery("dlv_1"),
  status,
  license_ids,
  mailed_license_ids: status === "sent" ? license_ids : null,
  sent_at: status === "sent" ? new Date("2026-11-24T11:00:00.000Z") : null,
  ...more,
})

type StoreInput = { due: Notice[]; licenses?: DeliverableLicense[]; mails?: KeyMail[]; link?: object | null }

/** A store whose queue holds `due` and whose order has had the key mails `mails`; `sendMail` is the mail server. */
export function aStore({ due, licenses = [deliverable()], mails = [], link }: StoreInput) {
  const queue = [...due]
  const notices = {
    mailSettings: async () => mailProps().store,
    claimDue: jest.fn(async (input: { limit: number; ids?: string[] }) => {
      const at = queue.findIndex(({ id }) => !input.ids || input.ids.includes(id))
      return at < 0 ? [] : queue.splice(at, 1)
    }),
    keyMailsOf: jest.fn(async () => mails),
    handOver: jest.fn(async (_claimed: Notice, _mail: { to: string; license_ids: string[] }) => true),
    postpone: jest.fn(async () => undefined),
    markSent: jest.fn(async () => undefined),
    markFailed: jest.fn(async () => undefined),
    cancel: jest.fn(async (_notice: Notice, _reason: string) => undefined),
  }
  const licensing = {
    listLicensesForDelivery: jest.fn(async (ids: string[]) => licenses.filter(({ id }) => ids.includes(id))),
  }
  const sendMail = jest.fn(async (_mail: SentMail): Promise<unknown> => ({ external_id: "<mail@server>" }))
  const logger = { warn: jest.fn(), info: jest.fn(), error: jest.fn() }
  const registered: Record<string, unknown> = {
    license_center_notices: notices,
    license_center_licensing: licensing,
    ...(link !== undefined && { license_center_support: { readLinkMail: async () => link } }),
    notification: { createNotifications: sendMail },
    logger,
  }
  const container = { resolve: (name: string) => registered[name] } as unknown as MedusaContainer
  return { container, notices, licensing, sendMail, logger, queue }
}
