import { occasionOf, purposes, reinstatementOf } from "../purposes"

const at = new Date("2026-11-24T12:00:00.123Z")

describe("purposes", () => {
  it("tells one revocation, or reinstatement, of a license from the next", () => {
    const later = new Date(at.getTime() + 1)
    expect(purposes.revocation("lic_1", at)).not.toBe(purposes.revocation("lic_1", later))
    expect(purposes.reinstatement("lic_1", at)).not.toBe(purposes.reinstatement("lic_1", later))
    expect(purposes.revocation("lic_1", null)).toBe("license_revoked:lic_1:0")
  })

  it("knows a mail about a reinstatement by its purpose, and no other", () => {
    expect(reinstatementOf(purposes.reinstatement("lic_1", at))).toEqual({ license_id: "lic_1", at })
    for (const other of [
      purposes.delivery("lcdel_1"),
      purposes.revocation("lic_1", at),
      purposes.resend("lic_1", "5c0b"),
      purposes.reissue("lic_1", "5c0b"),
      purposes.ticketLink("lclnk_1"),
    ]) {
      expect(reinstatementOf(other)).toBeNull()
    }
  })

  it("mails a private link once", () => {
    expect(purposes.ticketLink("lclnk_1")).toBe("ticket_link:lclnk_1")
    expect(purposes.ticketLink("lclnk_1")).not.toBe(purposes.ticketLink("lclnk_2"))
  })

  it("knows why a mail with keys comes", () => {
    const occasions = [
      purposes.delivery("lcdel_1"),
      purposes.resend("lic_1", "5c0b"),
      purposes.reinstatement("lic_1", at),
      purposes.reissue("lic_1", "5c0b"),
    ].map(occasionOf)
    expect(occasions).toEqual(["first", "resent", "reinstated", "reissued"])
  })
})
