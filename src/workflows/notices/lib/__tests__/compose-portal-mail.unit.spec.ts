import { mailProps } from "../../../../emails/__fixtures__/mail"
import type { PortalLinkMail } from "../../../../modules/portal/types"
import type PortalModuleService from "../../../../modules/portal/service"
import { composePortalMail } from "../compose-portal-mail"

const { store } = mailProps()
const token = `lcp_${"A".repeat(43)}`
const owed: PortalLinkMail = {
  id: "lcplk_1",
  kind: "portal",
  to: "ada@example.com",
  locale: "de",
  subject_id: null,
  token,
  expires_at: new Date("2027-03-08T12:00:00.000Z"),
}
const notice = { kind: "portal_link" as const, locale: null, data: { link_id: "lcplk_1" } }

const portalWith = (mail: PortalLinkMail | null) => {
  const readMail = jest.fn(async () => mail)
  return { readMail, portal: { links: { readMail } } as unknown as PortalModuleService }
}

describe("the mail with the link to the portal", () => {
  it("goes to the link's own address, in its language, with the token behind the #", async () => {
    const { portal, readMail } = portalWith(owed)
    const composed = await composePortalMail(portal, notice, store)
    expect(readMail).toHaveBeenCalledWith("lcplk_1", expect.any(Date))
    expect(composed).toMatchObject({ to: "ada@example.com", license_ids: [] })
    const { content } = composed
    expect(content!.subject).toMatch(/^Ihre Lizenzen bei /)
    expect(content!.html).toContain(`${store.store_url}/license-center/portal#${token}`)
  })

  it.each([
    ["whose link has ended or was revoked", notice],
    ["that names no link", { ...notice, data: null }],
  ])("is not written for a notice %s", async (_why, asked) => {
    const { portal } = portalWith(null)
    expect(await composePortalMail(portal, asked, store)).toEqual({
      cancel: expect.stringContaining("before this mail"),
    })
  })
})
