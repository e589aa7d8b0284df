import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { openMailStore } from "../lib/mail-store.mjs"

const aMail = (subject: string) => ({ from: [], to: [], subject, text: "", html: "", headers: {} })

describe("the mailbox's store", () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "mail-store-"))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const subjects = (store: ReturnType<typeof openMailStore>) => store.all().map(({ subject }) => subject)

  it("keeps mails over a restart, oldest first", () => {
    const store = openMailStore(folder)
    for (const subject of ["one", "two", "three"]) store.add(aMail(subject))
    expect(subjects(openMailStore(folder))).toEqual(["one", "two", "three"])
  })

  it("goes on after a restart behind the mails that are there", () => {
    openMailStore(folder).add(aMail("before"))
    const store = openMailStore(folder)
    store.add(aMail("after"))
    expect(subjects(store)).toEqual(["before", "after"])
    expect(new Set(store.all().map(({ id }) => id)).size).toBe(2)
  })

  it("is empty after it was emptied, on disk too", () => {
    const store = openMailStore(folder)
    store.add(aMail("one"))
    const version = store.version()
    store.clear()
    expect(store.all()).toEqual([])
    expect(readdirSync(folder)).toEqual([])
    expect(store.version()).not.toBe(version)
  })
})
