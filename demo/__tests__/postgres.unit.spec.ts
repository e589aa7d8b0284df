import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { isOpenPath } from "../lib/postgres-place.mjs"

describe("whether the server's user may enter a folder", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "open-path-"))
  const inside = path.join(folder, "project", "data")
  beforeAll(() => mkdirSync(path.dirname(inside)))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("may not when one folder above is private", () => {
    chmodSync(folder, 0o700)
    expect(isOpenPath(inside)).toBe(false)
  })

  it("may when all of them are open, though the last is not there yet", () => {
    chmodSync(folder, 0o711)
    chmodSync(path.dirname(inside), 0o755)
    expect(isOpenPath(path.join(inside, "not-yet", "deeper"))).toBe(true)
  })
})
