import os from "node:os"
import { AppUpdater } from "electron-updater/out/AppUpdater"
import { load } from "js-yaml"
import type { Platform } from "../../rules/platforms"
import { electronFeed, electronInstalls } from "../electron"
import { kernelVersion } from "../kernel-version"
import { aFile, anInput, aRelease } from "./a-catalogue"

afterEach(() => jest.restoreAllMocks())

const NAMES: Partial<Record<Platform, string>> = { win32: "Nimbus.exe", darwin: "Nimbus.zip", linux: "Nimbus.AppImage" }

const feed = (platform: Platform, min_os: Partial<Record<Platform, string>> | null) => {
  const release = aRelease("2.0.0", { min_os, artifacts: [aFile(NAMES[platform]!, { platform })] })
  const { body } = electronFeed(anInput([release], { platform, installs: electronInstalls }))
  return load(body!) as { minimumSystemVersion?: string }
}

/** What the updater itself says on a system whose `os.release()` is this. */
function isOffered(platform: Platform, minimum: string, release: string): boolean {
  jest.spyOn(os, "release").mockReturnValue(release)
  const logger = { info: () => {}, warn: (text: string) => expect(text).toBe("") }
  const check = Reflect.get(AppUpdater.prototype, "checkIfUpdateSupported") as (info: object) => boolean
  return check.call({ _logger: logger }, feed(platform, { [platform]: minimum }))
}

describe("electron-updater leaves an update alone whose system is newer", () => {
  it.each([
    ["win32", "10.0.19045", "10.0.19045", "10.0.17763"],
    ["win32", "10", "10.0.10240", "6.3.9600"],
    ["win32", "10.0.22000.1", "10.0.22631", "10.0.19045"],
    ["darwin", "10.15", "19.0.0", "18.7.0"],
    ["darwin", "11", "20.1.0", "19.6.0"],
    ["darwin", "12.0", "21.0.1", "20.6.0"],
    ["darwin", "12.3", "21.4.0", "21.3.0"],
    ["darwin", "13.0", "22.1.0", "21.6.0"],
    ["darwin", "14.4", "23.4.0", "23.3.0"],
    ["darwin", "15.7.1", "24.6.0", "24.5.0"],
    ["darwin", "26.0", "25.0.0", "24.6.0"],
  ] as const)("%s %s: %s gets it, %s does not", (platform, minimum, has, lacks) => {
    expect([isOffered(platform, minimum, has), isOffered(platform, minimum, lacks)]).toEqual([true, false])
  })

  it("is told nothing where there is nothing to compare", () => {
    expect(feed("linux", { linux: "22.04", win32: "10.0" })).not.toHaveProperty("minimumSystemVersion")
    expect(feed("win32", { darwin: "12.0" })).not.toHaveProperty("minimumSystemVersion")
    expect(feed("darwin", null)).not.toHaveProperty("minimumSystemVersion")
  })
})

it("a version that is none has no kernel, and a year that there was not has the next one's", () => {
  expect(kernelVersion("darwin", "9.2")).toBeNull()
  expect(kernelVersion("win32", "ten")).toBeNull()
  expect(kernelVersion("win32", "9".repeat(30))).toBeNull()
  expect(kernelVersion("darwin", "16.0")).toBe("25.0.0")
  expect(kernelVersion("darwin", "20")).toBe("25.0.0")
  expect(kernelVersion("darwin", "27.1")).toBe("26.1.0")
})
