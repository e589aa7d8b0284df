import { dump } from "js-yaml"
import type { CatalogueArtifact } from "../types"
import type { Channel } from "../rules/resolve-update"
import type { Arch, Platform } from "../rules/platforms"
import { kernelVersion } from "./kernel-version"
import type { FeedAnswer, FeedInput } from "./types"
import { whyNot } from "./why"

/** What electron-updater's generic provider installs, by file name; it looks at nothing else. */
const INSTALLS: Partial<Record<Platform, RegExp>> = {
  win32: /\.exe$/i,
  darwin: /\.zip$/i,
  linux: /\.(?:AppImage|deb|rpm|pacman)$/i,
}

/** Where one feed serves every processor: the updater takes the file with its own in the name, else the first one. */
const FIRST: Arch[] = ["any", "universal", "x64", "ia32", "arm64", "arm"]

export const electronInstalls = ({ platform, filename }: { platform: Platform; filename: string }) =>
  INSTALLS[platform]?.test(filename) ?? false

/**
 * Which feed a file name stands for: `latest.yml`, `beta-mac.yml`, `latest-linux-arm64.yml`. The updater sends neither
 * its version nor anything else. On Windows and macOS one file serves every processor: the updater chooses by name.
 *
 * @returns null for a name that the updater never asks for
 */
export function readElectronFile(name: string): { channel: Channel; platform: Platform; arch?: Arch } | null {
  const [, word, system, arch] = /^(latest|beta|alpha)(?:-(mac|linux)(?:-(arm64|arm|ia32))?)?\.yml$/.exec(name) ?? []
  if (!word || (arch && system !== "linux")) {
    return null
  }
  const channel = word === "latest" ? "stable" : (word as Channel)
  if (system === "linux") {
    return { channel, platform: "linux", arch: (arch as Arch) ?? "x64" }
  }
  return { channel, platform: system === "mac" ? "darwin" : "win32" }
}

/**
 * `latest.yml` as electron-builder writes it. It has to be a version in any case: 204 and 4xx are errors to this updater,
 * which would be shown to people. Who has nothing to get is told of a version that is not newer than theirs.
 */
export function electronFeed(input: FeedInput): FeedAnswer {
  const { decision, url_of } = input
  const release = decision.offer
  const files = inOrder(input.files)
  const why = whyNot(input)
  if (!release) {
    return yaml({
      version: quietVersion(input),
      files: [],
      releaseDate: input.now.toISOString(),
      ...(why && { releaseNotes: why }),
    })
  }
  const [first] = files
  const minimum = release.min_os?.[first!.platform]
  const kernel = minimum ? kernelVersion(first!.platform, minimum) : null
  return yaml({
    version: release.version.version,
    files: files.map((file) => ({ url: url_of(file), sha512: base64(file), size: Number(file.size) })),
    path: url_of(first!),
    sha512: base64(first!),
    releaseDate: release.published_at.toISOString(),
    releaseName: `${input.product.title} ${release.version.version}`,
    releaseNotes: [release.notes, why].filter(Boolean).join("\n\n"),
    // The updater compares it, as a semantic version, with os.release(); what it cannot read it lets pass.
    ...(kernel && { minimumSystemVersion: kernel }),
  })
}

/** Linux has a feed for each processor, whose files come in the right order. */
function inOrder(files: CatalogueArtifact[]): CatalogueArtifact[] {
  const by = ({ platform, arch }: CatalogueArtifact) => (platform === "linux" ? 0 : FIRST.indexOf(arch))
  return [...files].sort((a, b) => by(a) - by(b))
}

/** What the license covers is not newer than what runs, or would be offered; `0.0.0` is older than everything. */
function quietVersion({ current }: FeedInput): string {
  return current ?? "0.0.0"
}

const base64 = ({ sha512 }: CatalogueArtifact) => Buffer.from(sha512, "hex").toString("base64")

function yaml(content: object): FeedAnswer {
  return { status: 200, type: "text/yaml; charset=utf-8", body: dump(content, { lineWidth: -1, noRefs: true }) }
}
