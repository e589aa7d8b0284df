import { filesFor, type ArtifactFacts, type UpdateQuestion } from "../resolve-update"
import { aFile, aRelease } from "./a-release"

const named = (filename: string, file: Partial<ArtifactFacts>) => aFile({ id: filename, filename, ...file })
const first = (files: ArtifactFacts[], asked: Pick<UpdateQuestion, "platform" | "arch" | "installs">) =>
  filesFor(aRelease("1.0.0", { artifacts: files }), asked).map(({ filename }) => filename)

describe("of the files that run on a system", () => {
  const x64 = named("Nimbus.AppImage", { platform: "linux" })
  const arm64 = named("Nimbus-arm64.AppImage", { platform: "linux", arch: "arm64" })
  const universal = named("Nimbus-universal.AppImage", { platform: "linux", arch: "universal" })
  const plugin = named("plugin.zip", { arch: "arm64" })

  it("the one for exactly its processor comes first, then the universal one, then the one that does not say", () => {
    const files = [x64, universal, arm64]
    expect(first(files, { platform: "linux", arch: "arm64" })).toEqual(
      [arm64, universal, x64].map(({ filename }) => filename)
    )
    expect(first(files, { platform: "linux", arch: "x64" })).toEqual([universal.filename, x64.filename])
  })

  it("what is for its platform comes before what is for any, whatever the processor", () => {
    expect(first([plugin, x64], { platform: "linux", arch: "arm64" })).toEqual([x64.filename, plugin.filename])
  })

  it("the order stays as it was where nothing tells them apart", () => {
    const twins = [
      named("b.deb", { platform: "linux", arch: "x64" }),
      named("a.AppImage", { platform: "linux", arch: "x64" }),
    ]
    expect(first(twins, { platform: "linux", arch: "x64" })).toEqual(["b.deb", "a.AppImage"])
    const all = [plugin, x64, arm64, universal]
    expect(first(all, {})).toEqual(all.map(({ filename }) => filename))
    expect(first(all, { platform: "any", arch: "any" })).toEqual(all.map(({ filename }) => filename))
  })
})
