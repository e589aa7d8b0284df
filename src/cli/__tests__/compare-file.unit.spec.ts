import { changesOf, signatureFor, type FileThere } from "../compare-file"

const there: FileThere = { sha512: "ab", platform: "darwin", arch: "x64", kind: "app", signature: "signed" }
const here = { ...there, signature: "signed" }

describe("a file that the release has by its name", () => {
  it("is there already when everything about it is as in the build", () => {
    expect(changesOf(there, here)).toEqual([])
  })

  it.each([
    ["content", { sha512: "cd" }],
    ["system", { platform: "any" }],
    ["processor", { arch: "any" }],
    ["kind", { kind: "archive" }],
    ["signature", { signature: "signed anew" }],
  ])("is sent anew when its %s is another", (what, change) => {
    expect(changesOf(there, { ...here, ...change })).toEqual([what])
  })

  it("is sent with the signature that was missing", () => {
    expect(changesOf({ ...there, signature: null }, here)).toEqual(["signature"])
  })

  it("keeps a signature that is only in the release, as long as its content is the same", () => {
    const unsigned = { ...here, signature: "" }
    expect(changesOf(there, unsigned)).toEqual([])
    expect(signatureFor(there, { ...unsigned, arch: "arm64" })).toBe("signed")
    expect(signatureFor(there, { ...unsigned, sha512: "cd" })).toBe("")
    expect([signatureFor(undefined, unsigned), signatureFor(undefined, here)]).toEqual(["", "signed"])
  })
})
