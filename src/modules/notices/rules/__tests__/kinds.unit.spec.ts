import { isLicenseKind, isNoticeKind, isRebindKind, isReminderKind, isTicketKind, isWithdrawalKind } from "../kinds"
import { LICENSE_KINDS, NOTICE_KINDS, REBIND_KINDS, REMINDER_KINDS, TICKET_KINDS, WITHDRAWAL_KINDS } from "../kinds"

describe("kinds of mail", () => {
  it("are of one sort each", () => {
    expect(NOTICE_KINDS.filter(isLicenseKind)).toEqual([...LICENSE_KINDS])
    expect(NOTICE_KINDS.filter(isTicketKind)).toEqual([...TICKET_KINDS])
    expect(NOTICE_KINDS.filter(isReminderKind)).toEqual([...REMINDER_KINDS])
    expect(NOTICE_KINDS.filter(isWithdrawalKind)).toEqual([...WITHDRAWAL_KINDS])
    expect(NOTICE_KINDS).toHaveLength(new Set(NOTICE_KINDS).size)
    expect(NOTICE_KINDS.filter(isRebindKind)).toEqual([...REBIND_KINDS])
    const sorts = [LICENSE_KINDS, TICKET_KINDS, REMINDER_KINDS, REBIND_KINDS, WITHDRAWAL_KINDS]
    expect(NOTICE_KINDS).toHaveLength(sorts.flat().length)
  })

  it("do not include one that only a newer version knows", () => {
    for (const known of [isNoticeKind, isLicenseKind, isTicketKind, isReminderKind, isWithdrawalKind]) {
      expect(known("birthday_wishes")).toBe(false)
    }
  })
})
