import { load } from "js-yaml"
import type { Arch } from "../../rules/platforms"
import type { CatalogueArtifact } from "../../types"
import { electronFeed, electronInstalls, readElectronFile } from "../electron"
import { tauriFeed, tauriInstalls } from "../tauri"
import { aFile, anInput, aRelease, inTheServersOrder, minisigned } from "./a-catalogue"

/** The names that the feed has, in its order. */
function electron(name: string, files: CatalogueArtifact[]): string[] {
  const release = aRelease("1.0.0", { artifacts: inTheServersOrder(files) })
  const { body } = electronFeed(anInput([release], { ...readElectronFile(name)!, installs: electronInstalls }))
  const { files: given, path } = load(body!) as { files: { url: string }[]; path: string }
  const names = [path, ...given.map(({ url }) => url)].map((url) => url.split("/").pop()!)
  expect(names[0]).toBe(names[1])
  return names.slice(1)
}

describe("electron-updater takes the file with its processor in the name, else the first", () => {
  const appImage = (name: string, arch: Arch) => aFile(name, { platform: "linux", arch })
  const setup = (name: string, arch: Arch) => aFile(name, { platform: "win32", arch })

  it("on Linux that is the one for the processor of the feed", () => {
    const files = [appImage("Nimbus.AppImage", "any"), appImage("Nimbus-arm64.AppImage", "arm64")]
    expect(electron("latest-linux-arm64.yml", files)).toEqual(["Nimbus-arm64.AppImage", "Nimbus.AppImage"])
    expect(electron("latest-linux.yml", files)).toEqual(["Nimbus.AppImage"])
  })

  it("on Windows that is one for most processors, as the feed is for all", () => {
    const each = [setup("Nimbus Setup.exe", "x64"), setup("Nimbus Setup-arm64.exe", "arm64")]
    expect(electron("latest.yml", each)[0]).toBe("Nimbus Setup.exe")
    expect(electron("latest.yml", [...each, setup("Nimbus Setup-all.exe", "any")])).toEqual([
      "Nimbus Setup-all.exe",
      "Nimbus Setup.exe",
      "Nimbus Setup-arm64.exe",
    ])
  })
})

describe("Tauri is given one file", () => {
  const tauri = (arch: Arch, files: CatalogueArtifact[]) => {
    const release = aRelease("1.0.0", { artifacts: inTheServersOrder(files) })
    const { body } = tauriFeed(anInput([release], { platform: "darwin", arch, installs: tauriInstalls }))
    return (JSON.parse(body!) as { url: string }).url.split("/").pop()
  }
  const bundle = (name: string, arch: Arch) => aFile(name, { platform: "darwin", arch, ...minisigned })

  it("the one for its processor, before one that does not say for which it is", () => {
    const files = [bundle("Nimbus.app.tar.gz", "any"), bundle("Nimbus_aarch64.app.tar.gz", "arm64")]
    expect(tauri("arm64", files)).toBe("Nimbus_aarch64.app.tar.gz")
    expect(tauri("x64", files)).toBe("Nimbus.app.tar.gz")
    expect(tauri("arm64", [...files.slice(0, 1), bundle("Nimbus_universal.app.tar.gz", "universal")])).toBe(
      "Nimbus_universal.app.tar.gz"
    )
  })
})
