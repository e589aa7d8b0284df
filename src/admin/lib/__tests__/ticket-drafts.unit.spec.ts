import {
  type DraftStorage,
  emptyDraft,
  lastPublicId,
  missedWhileWriting,
  readDraft,
  writeDraft,
} from "../ticket-drafts"

const aStorage = () => {
  const kept = new Map<string, string>()
  const storage: DraftStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  return { kept, storage }
}

const message = (id: string, given: object = {}) => ({
  id,
  kind: "public" as "public" | "note" | "system",
  author_type: "customer" as const,
  operator_id: null as string | null,
  ...given,
})

describe("the draft of a reply", () => {
  it("is there again after a reload, with its submission, so that it is not sent twice", () => {
    const { storage } = aStorage()
    const draft = { ...emptyDraft(), text: "Dear Ada", status: "resolved" as const, seen: "m1" }
    writeDraft(storage, "lctkt_1", "reply", draft)
    expect(readDraft(storage, "lctkt_1", "reply")).toEqual(draft)
  })

  it("is not that of a note, nor of another ticket", () => {
    const { storage } = aStorage()
    writeDraft(storage, "lctkt_1", "note", { ...emptyDraft(), text: "He is rude" })
    expect(readDraft(storage, "lctkt_1", "reply").text).toBe("")
    expect(readDraft(storage, "lctkt_2", "note").text).toBe("")
  })

  it("leaves nothing behind once it is empty", () => {
    const { kept, storage } = aStorage()
    writeDraft(storage, "lctkt_1", "reply", { ...emptyDraft(), text: "x" })
    writeDraft(storage, "lctkt_1", "reply", emptyDraft())
    expect(kept.size).toBe(0)
  })

  it("begins anew each time with a submission of its own", () => {
    expect(emptyDraft().submission).not.toBe(emptyDraft().submission)
  })

  it.each(["{", "null", "[]", '{"text":7}', '{"text":"x"}'])("is empty when %s is stored", (stored) => {
    const { storage } = aStorage()
    storage.setItem("license-center:draft:lctkt_1:reply", stored)
    expect(readDraft(storage, "lctkt_1", "reply")).toMatchObject({ text: "", files: [], seen: null })
  })

  it("lives on without a storage, or with one that is full", () => {
    const full: DraftStorage = {
      getItem: () => {
        throw new Error("denied")
      },
      setItem: () => {
        throw new Error("full")
      },
      removeItem: () => undefined,
    }
    const draft = { ...emptyDraft(), text: "x" }
    expect(() => writeDraft(full, "lctkt_1", "reply", draft)).not.toThrow()
    expect(() => writeDraft(null, "lctkt_1", "reply", draft)).not.toThrow()
    expect(readDraft(full, "lctkt_1", "reply").text).toBe("")
  })
})

describe("what was missed while writing", () => {
  const draft = { ...emptyDraft(), text: "Dear Ada", seen: "m1" }

  it("are the public messages of others since it began", () => {
    const messages = [
      message("m1"),
      message("n1", { kind: "note", operator_id: "user_2" }),
      message("m2"),
      message("m3", { author_type: "operator", operator_id: "user_me" }),
      message("m4", { author_type: "operator", operator_id: "user_2" }),
    ]
    expect(missedWhileWriting(messages, draft, "user_me").map(({ id }) => id)).toEqual(["m2", "m4"])
  })

  it("is nothing when nothing is written, or nothing came", () => {
    expect(missedWhileWriting([message("m1"), message("m2")], { ...draft, text: "" }, null)).toEqual([])
    expect(missedWhileWriting([message("m1")], draft, null)).toEqual([])
    expect(missedWhileWriting([message("m1"), message("m2")], { ...draft, seen: null }, null)).toEqual([])
  })

  it("begins after the last message that customers can see", () => {
    expect(lastPublicId([message("m1"), message("n1", { kind: "note" })])).toBe("m1")
    expect(lastPublicId([])).toBeNull()
  })
})
