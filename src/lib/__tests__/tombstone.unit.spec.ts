import { isTombstone, tombstoneOf } from "../tombstone"

it("stands for an address, and is known again", () => {
  const tombstone = tombstoneOf("0123456789abcdef".repeat(4))
  expect(tombstone).toBe("erased-0123456789abcdef@erased.invalid")
  expect(isTombstone(tombstone)).toBe(true)
  for (const address of ["ada@example.com", "erased-1@erased.invalid", `x${tombstone}`, ""]) {
    expect(isTombstone(address)).toBe(false)
  }
})
