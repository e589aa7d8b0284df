import { artifactFromLink, filenameOf, newLinkForm } from "../link-form"

const values = {
  ...newLinkForm(),
  url: "https://files.example.com/1.4.0/Nimbus%20Setup.exe?x=1",
  filename: "Nimbus Setup.exe",
  size: "1 024",
  sha512: "a".repeat(128),
}

describe("a file that lies elsewhere", () => {
  it("takes its name from its address", () => {
    expect(filenameOf(values.url)).toBe("Nimbus Setup.exe")
    expect(filenameOf("https://")).toBe("")
  })

  it("is sent with its size as a number", () => {
    expect(artifactFromLink(values)).toMatchObject({
      ok: true,
      artifact: { filename: "Nimbus Setup.exe", size: 1024, kind: "installer", signature: null },
    })
  })

  it("says what is missing and what will not do", () => {
    expect(artifactFromLink(newLinkForm())).toEqual({
      ok: false,
      errors: { url: "required", filename: "required", size: "required", sha512: "required" },
    })
    expect(artifactFromLink({ ...values, url: "ftp://x/y", size: "big", sha512: "abc" })).toEqual({
      ok: false,
      errors: { url: "invalid_url", size: "invalid_size", sha512: "invalid_hash" },
    })
  })
})
