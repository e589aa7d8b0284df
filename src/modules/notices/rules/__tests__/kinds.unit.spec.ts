import { isLicenseKind, isRebindKind, isNoticeKind, isReminderKind, isTicketKind } from "../kinds"
import { LICENSE_KINDS, REBIND_KINDS, NOTICE_KINDS, REMINDER_KINDS, TICKET_KINDS } from "../kinds"

describe("kinds of mail", () => {
  it("are of one sort each", () => {
    expect(NOTICE_KINDS.filter(isLicenseKind)).toEqual([...LICENSE_KINDS])
    expect(NOTICE_KINDS.filter(isTicketKind)).toEqual([...TICKET_KINDS])
    expect(NOTICE_KINDS.filter(isReminderKind)).toEqual([...REMINDER_KINDS])
    expect(NOTICE_KINDS).toHaveLength(new Set(NOTICE_KINDS).size)
    expect(NOTICE_KINDS.filter(isRebindKind)).toEqual([...REBIND_KINDS])
    expect(NOTICE_KINDS).toHaveLength(
      LICENSE_KINDS.length + REBIND_KINDS.length + TICKET_KINDS.length + REMINDER_KINDS.length
    )
  })

  it("do not include one that only a newer version knows", () => {
    for (const known of [isNoticeKind, isLicenseKind, isTicketKind, isReminderKind]) {
      expect(known("birthday_wishes")).toBe(false)
    }
  })
})
