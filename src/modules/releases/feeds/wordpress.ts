import { serialize } from "php-serialize"
import type { CatalogueArtifact } from "../types"
import { notesAsHtml } from "./notes"
import type { FeedAnswer, FeedInput } from "./types"
import { whyNot } from "./why"

/** A plugin is for every system; a `.zip` for one of them is an app of the same product. */
export const wordpressInstalls = ({ platform, filename }: Pick<CatalogueArtifact, "platform" | "filename">) =>
  platform === "any" && /\.zip$/i.test(filename)

/** The same facts for both formats that WordPress plugins ask in. */
function facts(input: FeedInput) {
  const { decision, product, files, url_of, home, current, now } = input
  const release = decision.offer
  const why = whyNot(input)
  const requires = release?.requirements ?? {}
  return {
    why,
    name: product.title,
    slug: product.handle,
    // Not newer than what runs: that is this format's "nothing".
    version: release?.version.version ?? current ?? "0.0.0",
    file_url: release && files[0] ? url_of(files[0]) : "",
    homepage: home ?? "",
    requires: requires["wordpress"] ?? "",
    tested: requires["tested"] ?? "",
    requires_php: requires["php"] ?? "",
    last_updated: wordpressTime(release?.published_at ?? now),
    sections: {
      description: notesAsHtml(why ?? `${product.title}, by license.`),
      changelog: release
        ? notesAsHtml(release.notes || `Version ${release.version.version}.`)
        : notesAsHtml(why ?? "No news."),
    },
  }
}

/** What plugin-update-checker reads. It needs a name and a version, and shows `upgrade_notice` beside the update. */
export function pluginUpdateCheckerFeed(input: FeedInput): FeedAnswer {
  const { why, file_url, ...all } = facts(input)
  return json({ ...all, download_url: file_url, ...(why && { upgrade_notice: why }) })
}

/**
 * What EDD Software Licensing answers to `get_version`. Its clients drop an answer without `sections`, and fall silent for
 * an hour on anything but 200. PHP serialised parts are how EDD sends them.
 */
export function eddFeed(input: FeedInput): FeedAnswer {
  const { why, version, file_url, homepage, sections, ...all } = facts(input)
  return json({
    ...all,
    new_version: version,
    stable_version: version,
    url: homepage,
    homepage,
    package: file_url,
    download_link: file_url,
    sections: serialize(sections),
    banners: serialize({ high: "", low: "" }),
    icons: serialize({}),
    ...(why && { msg: why, upgrade_notice: why }),
  })
}

/** `2026-11-24 18:00:00`, in UTC. */
const wordpressTime = (date: Date) => date.toISOString().slice(0, 19).replace("T", " ")

function json(content: object): FeedAnswer {
  return { status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(content) }
}
