import * as kinds from "../kinds"
import { LICENSE_KINDS, NOTICE_KINDS, REBIND_KINDS, REMINDER_KINDS } from "../kinds"
import { RENEWAL_KINDS, TICKET_KINDS, WITHDRAWAL_KINDS } from "../kinds"

const { isLicenseKind, isNoticeKind, isRebindKind, isReminderKind, isRenewalKind, isTicketKind, isWithdrawalKind } =
  kinds

describe("kinds of mail", () => {
  it("are of one sort each", () => {
    expect(NOTICE_KINDS.filter(isLicenseKind)).toEqual([...LICENSE_KINDS])
    expect(NOTICE_KINDS.filter(isRenewalKind)).toEqual([...RENEWAL_KINDS])
    expect(NOTICE_KINDS.filter(isTicketKind)).toEqual([...TICKET_KINDS])
    expect(NOTICE_KINDS.filter(isReminderKind)).toEqual([...REMINDER_KINDS])
    expect(NOTICE_KINDS.filter(isWithdrawalKind)).toEqual([...WITHDRAWAL_KINDS])
    expect(NOTICE_KINDS).toHaveLength(new Set(NOTICE_KINDS).size)
    expect(NOTICE_KINDS.filter(isRebindKind)).toEqual([...REBIND_KINDS])
    const sorts = [LICENSE_KINDS, RENEWAL_KINDS, TICKET_KINDS, REMINDER_KINDS, REBIND_KINDS, WITHDRAWAL_KINDS]
    expect(NOTICE_KINDS).toHaveLength(sorts.flat().length)
  })

  it("do not include one that only a newer version knows", () => {
    const others = [isLicenseKind, isRenewalKind, isTicketKind, isReminderKind, isRebindKind, isWithdrawalKind]
    for (const known of [isNoticeKind, ...others]) {
      expect(known("birthday_wishes")).toBe(false)
    }
  })
})
