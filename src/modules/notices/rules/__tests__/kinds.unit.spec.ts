import * as kinds from "../kinds"

const GROUPS = [
  [kinds.isLicenseKind, kinds.LICENSE_KINDS],
  [kinds.isRenewalKind, kinds.RENEWAL_KINDS],
  [kinds.isTicketKind, kinds.TICKET_KINDS],
  [kinds.isRefundKind, kinds.REFUND_KINDS],
  [kinds.isReminderKind, kinds.REMINDER_KINDS],
  [kinds.isRebindKind, kinds.REBIND_KINDS],
  [kinds.isWithdrawalKind, kinds.WITHDRAWAL_KINDS],
  [kinds.isUpgradeKind, kinds.UPGRADE_KINDS],
  [kinds.isPortalKind, kinds.PORTAL_KINDS],
] as const

describe("kinds of mail", () => {
  it("are of one group each", () => {
    const { NOTICE_KINDS } = kinds
    for (const [belongs, group] of GROUPS) {
      expect(NOTICE_KINDS.filter(belongs)).toEqual([...group])
    }
    expect(NOTICE_KINDS).toHaveLength(new Set(NOTICE_KINDS).size)
    expect([...NOTICE_KINDS].sort()).toEqual(GROUPS.flatMap(([, group]) => [...group]).sort())
  })

  it("do not include one that only a newer version knows", () => {
    for (const known of [kinds.isNoticeKind, ...GROUPS.map(([belongs]) => belongs)]) {
      expect(known("a_later_kind")).toBe(false)
    }
  })
})
