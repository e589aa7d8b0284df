import { normalizeFingerprint } from "../fingerprint"

describe("a site's fingerprint", () => {
  it.each([
    ["example.com", "example.com"],
    ["https://example.com", "example.com"],
    ["HTTP://WWW.Example.COM/", "example.com"],
    ["https://example.com:8443/", "example.com"],
    ["//www.example.com", "example.com"],
    ["https://user:pass@example.com/", "example.com"],
    ["https://example.com/blog/", "example.com/blog"],
    ["https://example.com//blog///", "example.com/blog"],
    ["https://example.com/?a=b#c", "example.com"],
    ["https://bücher.example", "xn--bcher-kva.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["BÜCHER.example.", "xn--bcher-kva.example"],
    ["localhost:3000", "localhost"],
    ["  example.com  ", "example.com"],
    ["http://[::1]:8080/x", "[::1]/x"],
    ["https://www.www.example.com", "www.example.com"],
  ])("%s is %s", (text, normal) => {
    expect(normalizeFingerprint(text, "site")).toBe(normal)
  })

  it.each(["https://", "???", "http://exa mple.com", "://x", "%"])("%s is no address", (text) => {
    expect(normalizeFingerprint(text, "site")).toBeNull()
  })
})

describe("a device's fingerprint", () => {
  it.each(["device", "floating"] as const)("is taken as it is sent, but for surrounding space (%s)", (kind) => {
    expect(normalizeFingerprint("  HTTPS://Example.com/ ", kind)).toBe("HTTPS://Example.com/")
  })
})
