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
      "Nimbus-1.4.0-mac.zip: darwin x64",
      "Nimbus-1.4.0.AppImage: linux x64",
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

  const processors = (...filenames: string[]) => planned(...filenames).map(([name, , arch]) => `${name}: ${arch}`)

  it.each(["Nimbus-1.4.0.AppImage", "Nimbus.AppImage.tar.gz", "nimbus-1.4.0.deb", "nimbus.rpm", "nimbus-1.4.0.pacman"])(
    "has a Linux package for x64 when its name leaves that out: %s",
    (filename) => {
      expect(processors(filename)).toEqual([`${filename}: x64`])
    }
  )

  it("has Linux packages for another processor, or for all, when their names say so", () => {
    expect(
      processors(
        "N-arm64.AppImage",
        "n-armv7l.AppImage",
        "n_1_all.deb",
        "n_1_i386.deb",
        "n-1.aarch64.rpm",
        "n-1.noarch.rpm"
      )
    ).toEqual([
      "N-arm64.AppImage: arm64",
      "n-1.aarch64.rpm: arm64",
      "n-1.noarch.rpm: any",
      "n-armv7l.AppImage: arm",
      "n_1_all.deb: any",
      "n_1_i386.deb: ia32",
    ])
  })

  it("has a file without a processor for x64 beside one for another, and for all when it is alone", () => {
    expect(processors("Nimbus-mac.zip", "Nimbus-universal-mac.zip")).toEqual([
      "Nimbus-mac.zip: x64",
      "Nimbus-universal-mac.zip: universal",
    ])
    expect(processors("Nimbus Setup-arm64.exe", "Nimbus Setup-ia32.exe", "Nimbus Setup.exe")).toEqual([
      "Nimbus Setup-arm64.exe: arm64",
      "Nimbus Setup-ia32.exe: ia32",
      "Nimbus Setup.exe: x64",
    ])
    for (const alone of ["Nimbus-mac.zip", "Nimbus.dmg", "Nimbus Setup.exe", "Nimbus.msi", "Nimbus.app.tar.gz"]) {
      expect(processors(alone)).toEqual([`${alone}: any`])
    }
    // All the rest are named, so this one is for whoever is not among them, or for everybody.
    expect(processors("Nimbus-arm64.exe", "Nimbus-x64.exe", "Nimbus.exe").at(-1)).toBe("Nimbus.exe: any")
    // What is beside it is of another kind: Tauri's bundle is for the processor of the .dmg, if anything.
    expect(processors("Nimbus.app.tar.gz", "Nimbus_1.4.0_aarch64.dmg")[0]).toBe("Nimbus.app.tar.gz: any")
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
