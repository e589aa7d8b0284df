import { planArtifacts } from "../plan-artifacts"

const planned = (...filenames: string[]) =>
  planArtifacts(filenames).artifacts.map(({ filename, platform, arch, kind, signature_file }) => [
    filename,
    platform,
    arch,
    kind,
    signature_file !== null,
  ])

describe("a build folder", () => {
  it("of electron-builder", () => {
    const plan = planArtifacts([
      "Nimbus Setup 1.4.0.exe",
      "Nimbus Setup 1.4.0.exe.blockmap",
      "Nimbus-1.4.0-arm64-mac.zip",
      "Nimbus-1.4.0-mac.zip",
      "Nimbus-1.4.0.dmg",
      "Nimbus-1.4.0.AppImage",
      "nimbus_1.4.0_amd64.deb",
      "latest.yml",
      "builder-debug.yml",
    ])
    expect(plan.artifacts.map(({ filename, platform, arch }) => `${filename}: ${platform} ${arch}`)).toEqual([
      "Nimbus Setup 1.4.0.exe: win32 any",
      "Nimbus-1.4.0-arm64-mac.zip: darwin arm64",
      "Nimbus-1.4.0-mac.zip: darwin any",
      "Nimbus-1.4.0.AppImage: linux any",
      "Nimbus-1.4.0.dmg: darwin any",
      "nimbus_1.4.0_amd64.deb: linux x64",
    ])
    expect(plan.ignored).toEqual(["Nimbus Setup 1.4.0.exe.blockmap", "builder-debug.yml", "latest.yml"])
  })

  it("of Tauri, with its signatures", () => {
    expect(
      planned(
        "Nimbus.app.tar.gz",
        "Nimbus.app.tar.gz.sig",
        "Nimbus_1.4.0_x64-setup.exe",
        "Nimbus_1.4.0_x64-setup.exe.sig",
        "Nimbus_1.4.0_aarch64.AppImage",
        "lonely.sig"
      )
    ).toEqual([
      ["Nimbus.app.tar.gz", "darwin", "any", "app", true],
      ["Nimbus_1.4.0_aarch64.AppImage", "linux", "arm64", "appimage", false],
      ["Nimbus_1.4.0_x64-setup.exe", "win32", "x64", "installer", true],
    ])
  })

  it("of a WordPress plugin, and of whatever names its system", () => {
    expect(
      planned("formsmith.zip", "tool-linux-x86_64.tar.gz", "tool-win32-ia32.zip", "tool-darwin-universal.zip")
    ).toEqual([
      ["formsmith.zip", "any", "any", "archive", false],
      ["tool-darwin-universal.zip", "darwin", "universal", "archive", false],
      ["tool-linux-x86_64.tar.gz", "linux", "x64", "archive", false],
      ["tool-win32-ia32.zip", "win32", "ia32", "archive", false],
    ])
  })
})
