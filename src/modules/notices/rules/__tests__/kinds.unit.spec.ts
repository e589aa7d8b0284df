import { isLicenseKind, isNoticeKind, isTicketKind, LICENSE_KINDS, NOTICE_KINDS, TICKET_KINDS } from "../kinds"

describe("kinds of mail", () => {
  it("are about licenses or about tickets, never both", () => {
    expect(NOTICE_KINDS.filter(isLicenseKind)).toEqual([...LICENSE_KINDS])
    expect(NOTICE_KINDS.filter(isTicketKind)).toEqual([...TICKET_KINDS])
    expect(NOTICE_KINDS).toHaveLength(new Set(NOTICE_KINDS).size)
    expect(NOTICE_KINDS).toHaveLength(LICENSE_KINDS.length + TICKET_KINDS.length)
  })

  it("do not include one that only a newer version knows", () => {
    for (const known of [isNoticeKind, isLicenseKind, isTicketKind]) {
      expect(known("win_back")).toBe(false)
    }
  })
})
