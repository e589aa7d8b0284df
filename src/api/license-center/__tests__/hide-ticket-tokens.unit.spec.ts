import { generateKey } from "../../../lib/license-key"
import { TICKET_PATH, withoutTicketTokens } from "../v1/hide-ticket-tokens"

const SECRET = "A-z_9".repeat(8) + "abc"
const TICKETS = "/store/license-center/tickets"
const LICENSE = "/store/license-center/licenses/lic_01ABC/reveal"

describe("addresses of tickets in the access log", () => {
  it.each([
    [`${TICKETS}/session/lct_${SECRET}`, `${TICKETS}/session/hidden`],
    [`${TICKETS}/current?session=lcs_${SECRET}`, `${TICKETS}/current?session=hidden`],
    [`/license-center/t?lct_${SECRET}`, "/license-center/t?hidden"],
    [`/license-center/t/LCT_${SECRET}/attachments`, "/license-center/t/hidden/attachments"],
    [`/license-center/t/lct%5F${SECRET}`, "/license-center/t/hidden"],
    [`/license-center/t/%6c%63t%255f${SECRET}`, "/license-center/t/hidden"],
    [`/license-center/t/lct_${SECRET.slice(9)}%zz`, "/license-center/t/hidden"],
    [`${TICKETS}/current/attachments?filename=4111111111111111.png`, `${TICKETS}/current/attachments?filename=hidden`],
    [`${TICKETS}?a=1&lcs_${SECRET}=b`, `${TICKETS}?a=hidden&hidden`],
    [`/license-center/portal?lcp_${SECRET}`, "/license-center/portal?hidden"],
    [`/store/license-center/licenses/lcv_${SECRET}`, "/store/license-center/licenses/hidden"],
    [`/store/license-center/licenses/${generateKey("NIMBUS")}/reveal`, "/store/license-center/licenses/hidden/reveal"],
    [`http://localhost/license-center/t#lct_${SECRET}`, "http://localhost/license-center/t"],
  ])("%s is written as %s", (url, shown) => {
    expect(withoutTicketTokens(url)).toBe(shown)
  })

  it("are left as they are where nothing is hidden", () => {
    for (const url of [TICKETS, `${TICKETS}/current/attachments/lcatt_01ABC`, "/license-center/tickets/new", LICENSE]) {
      expect(withoutTicketTokens(url)).toBe(url)
    }
  })

  it("are those of both ways to a ticket, and of nothing else", () => {
    for (const path of [
      TICKETS,
      `${TICKETS}/session`,
      "/license-center/t",
      "/license-center/t/x",
      "/License-Center/T",
      "/license-center/portal",
      LICENSE,
    ]) {
      expect(path).toMatch(TICKET_PATH)
    }
    for (const path of ["/store/license-center/validate", "/license-center/v1/validate", "/license-center/terms"]) {
      expect(path).not.toMatch(TICKET_PATH)
    }
  })
})
