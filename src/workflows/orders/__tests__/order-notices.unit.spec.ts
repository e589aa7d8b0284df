import type { KeyMail } from "../../../modules/notices/rules/key-mails"
import { purposes } from "../../../modules/notices/rules/purposes"
import { noticesForLicenses } from "../order-notices"

type License = Parameters<typeof noticesForLicenses>[0][0]

const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 12, number))

const aLicense = (id = "lic_a", more: Partial<License> = {}): License => ({
  id,
  status: "active",
  status_reason: null,
  email: "ada@example.com",
  locale: "de",
  order_id: "order_1",
  delivery_id: "lcdel_1",
  status_changed_at: null,
  reinstated_at: null,
  ...more,
})
const revoked = (id = "lic_a", at = 10) =>
  aLicense(id, { status: "revoked", status_reason: "operator", status_changed_at: minute(at) })
const reinstated = (id = "lic_a", at = 20) => aLicense(id, { status_changed_at: minute(at), reinstated_at: minute(at) })

/** The first mail of the delivery; sent, it named what it is about. */
const firstMail = (status: KeyMail["status"], license_ids = ["lic_a"], more: Partial<KeyMail> = {}): KeyMail => ({
  id: "lcnot_first",
  purpose_key: purposes.delivery("lcdel_1"),
  status,
  license_ids,
  mailed_license_ids: status === "sent" ? license_ids : null,
  sent_at: status === "sent" ? minute(5) : null,
  ...more,
})

const FIRST = purposes.delivery("lcdel_1")
const REVOKED = purposes.revocation("lic_a", minute(10))
const AGAIN = purposes.reinstatement("lic_a", minute(20))

/** What is planned that has no notice yet. */
const planned = (licenses: License[], mails: KeyMail[]) =>
  noticesForLicenses(licenses, mails)
    .map(({ purpose_key }) => purpose_key)
    .filter((purpose) => !mails.some(({ purpose_key }) => purpose_key === purpose))

describe("the mails of an order", () => {
  it("brings the keys of one delivery in one mail, in the order's language", () => {
    expect(noticesForLicenses([aLicense("lic_a"), aLicense("lic_b")], [])).toEqual([
      {
        kind: "license_delivered",
        purpose_key: FIRST,
        to: "ada@example.com",
        locale: "de",
        order_id: "order_1",
        license_ids: ["lic_a", "lic_b"],
      },
    ])
    expect(planned([aLicense("lic_a"), aLicense("lic_b", { delivery_id: "lcdel_2" })], [])).toHaveLength(2)
  })

  it("waits for an address, and mails nothing about what was revoked before a mail was planned", () => {
    expect(noticesForLicenses([aLicense("lic_a", { email: "" })], [])).toEqual([])
    expect(noticesForLicenses([revoked()], [])).toEqual([])
  })

  describe("when a license is revoked", () => {
    it("tells who got its key", () => {
      expect(planned([revoked()], [firstMail("sent")])).toEqual([REVOKED])
    })

    it("tells once of what ended together with its units, and of an operator's decisions one by one", () => {
      const sent = [firstMail("sent", ["lic_a", "lic_b", "lic_c"])]
      const returned = (id: string, at: number) => ({ ...revoked(id, at), status_reason: "returned" as const })
      const mails = noticesForLicenses([returned("lic_a", 10), returned("lic_b", 10), returned("lic_c", 11)], sent)
      expect(mails.map(({ purpose_key, license_ids }) => [purpose_key, license_ids])).toEqual([
        [purposes.revocation("lcdel_1", minute(10)), ["lic_a", "lic_b"]],
        [purposes.revocation("lcdel_1", minute(11)), ["lic_c"]],
      ])
      const disputed = (id: string) => ({ ...revoked(id), status_reason: "dispute" as const })
      expect(planned([disputed("lic_a"), disputed("lic_b")], sent)).toEqual([
        purposes.revocation("lcdel_1", minute(10)),
      ])
      expect(planned([revoked("lic_a"), revoked("lic_b")], sent)).toEqual([
        REVOKED,
        purposes.revocation("lic_b", minute(10)),
      ])
    })

    it("does not tell who never got it: its mail waits, failed, was canceled, or left without it", () => {
      for (const status of ["pending", "failed", "canceled"] as const) {
        expect(planned([revoked()], [firstMail(status)])).toEqual([])
      }
      expect(planned([revoked("lic_a"), aLicense("lic_b")], [firstMail("sent", ["lic_b"])])).toEqual([])
    })

    it("plans the mail when the key may be under way, for whoever sends it to decide", () => {
      expect(planned([revoked()], [firstMail("sending")])).toEqual([REVOKED])
    })

    it("tells who may have got the key from a sender that died", () => {
      for (const status of ["pending", "canceled"] as const) {
        expect(planned([revoked()], [firstMail(status, ["lic_a"], { mailed_license_ids: ["lic_a"] })])).toEqual([
          REVOKED,
        ])
      }
    })
  })

  describe("when a license is reinstated", () => {
    it("leaves it to the first mail while that waits or failed", () => {
      expect(planned([reinstated()], [firstMail("pending")])).toEqual([])
      expect(planned([reinstated()], [firstMail("failed")])).toEqual([])
    })

    it("leaves it to the first mail when that is only being planned", () => {
      expect(planned([reinstated()], [])).toEqual([FIRST])
    })

    it("brings the key again after the first mail was sent", () => {
      expect(planned([reinstated()], [firstMail("sent")])).toEqual([AGAIN])
    })

    it("brings the key after the first mail was canceled, for all in it were revoked", () => {
      expect(planned([reinstated()], [firstMail("canceled")])).toEqual([AGAIN])
    })

    it("brings the key that was left out of a batch, and of no other license", () => {
      const mails = [firstMail("sent", ["lic_b"])]
      expect(planned([reinstated("lic_a"), aLicense("lic_b")], mails)).toEqual([AGAIN])
    })

    it("does not bring a key that left since in the first mail", () => {
      expect(planned([reinstated()], [firstMail("sent", ["lic_a"], { sent_at: minute(25) })])).toEqual([])
    })

    it("plans the mail while the first one is under way, which may have left the key out", () => {
      expect(planned([reinstated()], [firstMail("sending")])).toEqual([AGAIN])
    })

    it("plans one mail for a reinstatement, and one for the next", () => {
      const again: KeyMail = { ...firstMail("sent"), id: "lcnot_again", purpose_key: AGAIN, sent_at: minute(21) }
      expect(planned([reinstated()], [firstMail("sent"), again])).toEqual([])
      expect(planned([reinstated("lic_a", 40)], [firstMail("sent"), again])).toEqual([
        purposes.reinstatement("lic_a", minute(40)),
      ])
    })
  })
})
