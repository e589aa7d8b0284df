import { create } from "xmlbuilder2"
import { isAtLeast, type Arch } from "../rules/platforms"
import { filesFor } from "../rules/resolve-update"
import type { CatalogueArtifact, CatalogueRelease } from "../types"
import { notesAsHtml } from "./notes"
import type { FeedAnswer, FeedInput } from "./types"
import { whyNot } from "./why"

const SPARKLE = "http://www.andymatuschak.org/xml-namespaces/sparkle"

/** What Sparkle 2 installs, the first that is there first. */
const INSTALLS = [/\.dmg$/i, /\.zip$/i, /\.tar\.(?:xz|gz|bz2)$/i, /\.pkg$/i, /\.aar$/i]
/** Tauri's bundle is a `.tar.gz`, too. */
const NOT = /\.app\.tar\.gz$/

export const sparkleInstalls = ({ platform, filename }: Pick<CatalogueArtifact, "platform" | "filename">) =>
  (platform === "darwin" || platform === "any") && !NOT.test(filename) && rank(filename) >= 0

const rank = (filename: string) => INSTALLS.findIndex((pattern) => pattern.test(filename))

/** The feed is for Intel and for Apple silicon: what runs on both, also by way of Rosetta, comes first. */
const ARCHES: Arch[] = ["universal", "any", "x64", "arm64"]

/**
 * The file to name. One for any system may be something else of the same product, like a plugin; and an app that has a
 * public key refuses what has no signature, so the kind of file counts least.
 */
function bestOf(files: CatalogueArtifact[]): CatalogueArtifact | undefined {
  const order = (file: CatalogueArtifact) => [
    file.platform === "darwin" ? 0 : 1,
    isSigned(file) ? 0 : 1,
    ARCHES.indexOf(file.arch),
    rank(file.filename),
  ]
  const compare = (a: number[], b: number[]) => a.map((value, i) => value - b[i]!).find((by) => by !== 0) ?? 0
  return [...files].sort((a, b) => compare(order(a), order(b)))[0]
}

const isSigned = ({ signature_kind }: CatalogueArtifact) => signature_kind === "ed25519"

/**
 * An appcast with what this license is offered, or with nothing. Sparkle does not say which macOS it runs on: of several
 * items it takes the newest that its system can run, so there is one for each older system that a version is left for.
 */
export function sparkleFeed(input: FeedInput): FeedAnswer {
  const { decision, product, files, home } = input
  const why = whyNot(input)
  // Notes are pasted from terminals, too, and one character that XML does not know makes the whole feed unreadable.
  const root = create({ version: "1.0", encoding: "utf-8", invalidCharReplacement: "" })
  const channel = root
    .ele("rss", { version: "2.0", "xmlns:sparkle": SPARKLE, "xmlns:dc": "http://purl.org/dc/elements/1.1/" })
    .ele("channel")
  channel.ele("title").txt(product.title)
  if (home) {
    channel.ele("link").txt(home)
  }
  channel.ele("description").txt(why ?? `The newest version of ${product.title} for this license.`)
  const { offer, alternatives = [] } = decision
  if (offer) {
    addItem(channel, input, offer, files, why)
    for (const release of inSparklesOrder(offer, alternatives)) {
      // Not with what is missing: that may not run on such a system at all.
      addItem(channel, input, release, filesFor(release, { platform: "darwin", installs: sparkleInstalls }), null)
    }
  }
  return { status: 200, type: "application/rss+xml; charset=utf-8", body: root.end({ prettyPrint: true }) }
}

function addItem(
  channel: ReturnType<typeof create>,
  { product, url_of }: FeedInput,
  release: CatalogueRelease,
  files: CatalogueArtifact[],
  why: string | null
): void {
  const file = bestOf(files)
  if (!file) {
    return
  }
  const version = release.version.version
  const item = channel.ele("item")
  item.ele("title").txt(`${product.title} ${version}`)
  item.ele("pubDate").txt(release.published_at.toUTCString())
  item.ele("sparkle:version").txt(buildOf(release) ?? version)
  item.ele("sparkle:shortVersionString").txt(version)
  const minimum = release.min_os?.darwin
  if (minimum) {
    item.ele("sparkle:minimumSystemVersion").txt(minimum)
  }
  item.ele("description").dat(forCdata(notesAsHtml([release.notes, why].filter(Boolean).join("\n\n"))))
  item.ele("enclosure", {
    url: url_of(file),
    length: String(file.size),
    type: "application/octet-stream",
    ...(isSigned(file) && { "sparkle:edSignature": file.signature! }),
  })
}

/** Sparkle compares `sparkle:version` with the app's CFBundleVersion, which is a number of its own in some apps. */
const buildOf = ({ requirements }: CatalogueRelease): string | undefined => requirements?.["build"]

/**
 * Without what Sparkle would take for newer than an item before it, and give to every system: a later build of an older
 * version, or a build number beside versions.
 */
function inSparklesOrder(offer: CatalogueRelease, alternatives: CatalogueRelease[]): CatalogueRelease[] {
  let last = buildOf(offer)
  return alternatives.filter((release) => {
    const build = buildOf(release)
    const isOlder = build && last ? isAtLeast(last, build) : !build && !last
    last = isOlder ? build : last
    return isOlder
  })
}

/** Without what is no character of XML 1.0: it would be taken out later, and might have kept a `]]>` apart. */
const forCdata = (html: string) =>
  html.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replaceAll("]]>", "]]&gt;")
