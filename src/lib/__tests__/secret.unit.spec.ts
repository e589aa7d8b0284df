import { randomBytes } from "node:crypto"
import { Vault } from "../secret"

const [one, two] = [randomBytes(32), randomBytes(32)]

describe("the vault", () => {
  it("gives back what it encrypted, in its place only, and never the same text twice", () => {
    const vault = new Vault(one)
    const sealed = vault.encrypt("NIMBUS-KEY", "license:lic_1")
    expect(sealed).not.toContain("NIMBUS")
    expect(vault.encrypt("NIMBUS-KEY", "license:lic_1")).not.toBe(sealed)
    expect(vault.decrypt(sealed, "license:lic_1")).toBe("NIMBUS-KEY")
    expect(() => vault.decrypt(sealed, "license:lic_2")).toThrow()
  })

  it("notices a changed bit", () => {
    const vault = new Vault(one)
    const [id, data] = vault.encrypt("NIMBUS-KEY", "x").split(".")
    const bytes = Buffer.from(data!, "base64url")
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(() => vault.decrypt(`${id}.${changed.toString("base64url")}`, "x")).toThrow()
    }
  })

  it("keeps what is hashed for different purposes apart", () => {
    const vault = new Vault(one)
    expect(vault.hash("key", "a")).toBe(new Vault(one).hash("key", "a"))
    expect(vault.hash("key", "a")).not.toBe(vault.hash("fingerprint", "a"))
    expect(vault.hash("key", "a")).not.toBe(new Vault(two).hash("key", "a"))
  })

  it("reads and finds under the previous secret while it is rotated, and writes under the current one", () => {
    const before = new Vault(one)
    const rotating = new Vault(two, one)
    expect(rotating.decrypt(before.encrypt("k", "x"), "x")).toBe("k")
    expect(rotating.hashes("key", "a")).toEqual([new Vault(two).hash("key", "a"), before.hash("key", "a")])
    expect(new Vault(two).decrypt(rotating.encrypt("k", "x"), "x")).toBe("k")
    expect(before.encrypt("k", "x").split(".")[0]).toBe(rotating.previousRingId)
    expect(before.previousRingId).toBeNull()
  })

  it("says which option is missing when the secret was lost", () => {
    expect(() => new Vault(two).decrypt(new Vault(one).encrypt("k", "x"), "x")).toThrow(
      /LICENSE_CENTER_PREVIOUS_SECRET/
    )
  })
})
