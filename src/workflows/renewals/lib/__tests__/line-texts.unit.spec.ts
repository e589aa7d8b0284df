import { lineTexts } from "../line-texts"

const license = { product: "Nimbus Notes", masked_key: "NIMBUS-•••••-•••••-•••••-•••••-X7K2Q" }

describe("a line of a cart", () => {
  it.each([
    ["en-GB", "Renewal · NIMBUS-…-X7K2Q"],
    [null, "Renewal · NIMBUS-…-X7K2Q"],
    ["de-DE", "Verlängerung · NIMBUS-…-X7K2Q"],
  ])("says that it renews a license, in the language of %s", (locale, subtitle) => {
    expect(lineTexts({ kind: "renewal", ...license }, locale)).toEqual({
      title: `Nimbus Notes · ${subtitle}`,
      subtitle,
    })
  })

  it("says what it upgrades a license to", () => {
    const upgrade = { kind: "upgrade" as const, plan: "Company", ...license }
    expect(lineTexts(upgrade, "en").title).toBe("Nimbus Notes · Upgrade to Company · NIMBUS-…-X7K2Q")
    expect(lineTexts(upgrade, "de").subtitle).toBe("Upgrade auf Company · NIMBUS-…-X7K2Q")
  })
})
