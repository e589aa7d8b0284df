import { generateKey } from "../../../../lib/license-key"
import { redact } from "../redact"

describe("redacting", () => {
  it("takes no time over 64 KB that are made to cost some", () => {
    const fill = (text: string) => text.repeat(Math.ceil(65_536 / text.length)).slice(0, 65_536)
    const texts = [
      ...'4|4 |4111 |4-1-1.1 1|AA00 |A|A |-|eyJ|eyJaaaaa.|-eyJ|password: |password:"|://a:|token |bearer |sk_live_|lct_'.split(
        "|"
      ),
      ..."authorization: |github_pat_|4111111111111111 cvc |[card number hidden] |[|\ud800|\0|𝟒|4\u200b|ﬁ|\n|SG.".split(
        "|"
      ),
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN PRIVATE KEY-----\nA\n",
      "0123456789ABCDEFGHJKMNPQRSTVWXYZ K 7 ",
      generateKey("NIMBUS") + " ",
    ].map(fill)
    redact(texts.join("").slice(0, 65_536))
    const slow = texts
      .map((text) => [text.slice(0, 40), fastest(() => redact(text))])
      .filter(([, ms]) => Number(ms) > 100)
    expect(slow).toEqual([])
  })
})

/** ms of this process alone, because other programs run beside the tests; the best of some */
function fastest(run: () => void): number {
  let best = Infinity
  for (let i = 0; i < 5 && best > 50; i++) {
    const started = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
