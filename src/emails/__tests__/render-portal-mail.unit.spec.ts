import { PORTAL_KINDS } from "../../modules/notices/rules/kinds"
import { mailProps } from "../__fixtures__/mail"
import { LANGUAGES } from "../i18n"
import { renderPortalMail } from "../render-notice"

const TOKEN = `lcp_${"aB3-_xY9".repeat(5)}abc`
const url = `https://store.example.com/license-center/portal#${TOKEN}`
const props = { store: mailProps().store, url, expires_at: new Date("2027-03-08T12:00:00.000Z") }

describe.each(PORTAL_KINDS)("%s", (kind) => {
  it.each(LANGUAGES)("brings the link in %s, in both versions, and says until when it is good", async (language) => {
    const { subject, html, text } = await renderPortalMail(kind, language, props)
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${language}"`))
    expect(html).toContain(`href="${url}"`)
    expect(text).toContain(url)
    expect(text).toMatch(/2027/)
    expect(subject).not.toContain(TOKEN)
    expect(`${subject}${html}${text}`).not.toMatch(/\{\{|portal_link\./)
  })
})
