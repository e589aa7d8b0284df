import { create } from "xmlbuilder2"
import type { CatalogueArtifact } from "../types"
import { notesAsHtml } from "./notes"
import type { FeedAnswer, FeedInput } from "./types"
import { whyNot } from "./why"

const SPARKLE = "http://www.andymatuschak.org/xml-namespaces/sparkle"

/** What Sparkle 2 installs, the first that fits first. */
const INSTALLS = [/\.dmg$/i, /\.zip$/i, /\.tar\.(?:xz|gz|bz2)$/i, /\.pkg$/i, /\.aar$/i]
/** Tauri's bundle is a `.tar.gz`, too. */
const NOT = /\.app\.tar\.gz$/

export const sparkleInstalls = ({ platform, filename }: Pick<CatalogueArtifact, "platform" | "filename">) =>
  (platform === "darwin" || platform === "any") && !NOT.test(filename) && rank(filename) >= 0

const rank = (filename: string) => INSTALLS.findIndex((pattern) => pattern.test(filename))

/**
 * An appcast with the one version that this license is offered, or with none. Sparkle compares `sparkle:version` with the
 * app's CFBundleVersion: that is the release's `build` requirement when it has one, else its version.
 */
export function sparkleFeed(input: FeedInput): FeedAnswer {
  const { decision, product, files, url_of, home } = input
  const release = decision.offer
  const why = whyNot(input)
  const root = create({ version: "1.0", encoding: "utf-8" })
  const channel = root
    .ele("rss", { version: "2.0", "xmlns:sparkle": SPARKLE, "xmlns:dc": "http://purl.org/dc/elements/1.1/" })
    .ele("channel")
  channel.ele("title").txt(product.title)
  if (home) {
    channel.ele("link").txt(home)
  }
  channel.ele("description").txt(why ?? `The newest version of ${product.title} for this license.`)
  const [file] = [...files].sort((a, b) => rank(a.filename) - rank(b.filename))
  if (release && file) {
    const version = release.version.version
    const item = channel.ele("item")
    item.ele("title").txt(`${product.title} ${version}`)
    item.ele("pubDate").txt(release.published_at.toUTCString())
    item.ele("sparkle:version").txt(release.requirements?.["build"] ?? version)
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
      ...(file.signature_kind === "ed25519" && { "sparkle:edSignature": file.signature! }),
    })
  }
  return { status: 200, type: "application/rss+xml; charset=utf-8", body: root.end({ prettyPrint: true }) }
}

const forCdata = (html: string) => html.replaceAll("]]>", "]]&gt;")
