import { arrived, planUploads, type UploadState } from "../upload-queue"

const file = (name: string, content = "content") => new File([content], name)

describe("the files picked for a release", () => {
  it("are each for the system their name speaks of, with the signatures that were picked beside them", async () => {
    const picked = [file("Nimbus-1.4.0-arm64.dmg"), file("Nimbus.AppImage"), file("Nimbus.AppImage.sig", " signed\n")]
    const { queue, ignored } = await planUploads(picked, [])
    expect(ignored).toEqual([])
    expect(queue.map(({ file: { name }, state: _state, ...about }) => ({ name, ...about }))).toEqual([
      { name: "Nimbus-1.4.0-arm64.dmg", platform: "darwin", arch: "arm64", kind: "dmg", signature: "" },
      { name: "Nimbus.AppImage", platform: "linux", arch: "x64", kind: "appimage", signature: "signed" },
    ])
  })

  it("say what is not uploaded", async () => {
    const { queue, ignored } = await planUploads([file("latest.yml"), file("setup.exe")], [])
    expect(queue).toHaveLength(1)
    expect(ignored).toEqual(["latest.yml"])
  })

  it("are taken whatever the name when it is a single one", async () => {
    const { queue, ignored } = await planUploads([file("nimbus.bin")], [])
    expect(queue).toMatchObject([{ platform: "any", arch: "any", kind: "installer" }])
    expect(ignored).toEqual([])
  })

  it("count as uploaded once the release has them, though the answer was lost", async () => {
    const { queue } = await planUploads([file("a.exe")], [])
    const step = (state: UploadState) => arrived({ ...queue[0]!, state }).state.step
    expect(step({ step: "failed", reason: "" })).toBe("done")
    expect(step({ step: "waiting" })).toBe("done")
    expect(step({ step: "checking" })).toBe("checking")
    expect(step({ step: "taken" })).toBe("taken")
  })

  it("are marked when the release has one of that name", async () => {
    const { queue } = await planUploads([file("a.exe"), file("b.exe")], ["b.exe"])
    expect(queue.map(({ state }) => state.step)).toEqual(["waiting", "taken"])
  })
})
