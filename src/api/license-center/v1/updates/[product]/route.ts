import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { CatalogueRelease } from "../../../../../modules/releases/types"
import { refuseRequest } from "../../answer"
import { guarded } from "../../guarded"
import { headerCredential } from "../credential"
import { decide } from "../decide"
import { readQuestion } from "../question"

/** How long a client may wait before it asks again, in seconds. */
const NEXT_CHECK_S = 6 * 3600

/**
 * "Is there an update for me?" 200 with a status for every well-formed question, whatever the license; 400 for one that
 * is not, 429 when limited.
 */
export const GET = guarded(async (req: MedusaRequest, res: MedusaResponse) => {
  const question = readQuestion(req.query)
  if ("errors" in question) {
    refuseRequest(req, res, question.errors)
    return "miss"
  }
  const product = req.params.product!
  const { rights, decision, files, now } = await decide(req, product, headerCredential(req), question.asked)
  const { offer, newest, covered } = decision
  const base = req.baseUrl + req.path
  const downloads = `${base.slice(0, base.indexOf("/updates/"))}/downloads`
  res.setHeader("Cache-Control", "no-store")
  res.json({
    status: decision.status,
    current: question.asked.current?.version ?? null,
    offer: offer && {
      ...summary(offer),
      notes: offer.notes,
      requirements: offer.requirements,
      artifacts: files.map(({ id, platform, arch, kind, filename, size, sha512, sha256, signature }) => ({
        id,
        platform,
        arch,
        kind,
        filename,
        size: Number(size),
        sha512,
        sha256,
        signature,
        download_path: `${downloads}/${id}`,
      })),
    },
    newest: newest && summary(newest),
    license: rights.license && {
      id: rights.license.id,
      status: rights.license.state,
      expires_at: rights.license.expires_at,
      updates_until: rights.license.updates_until,
      newest_covered: covered?.version.version ?? null,
    },
    checked_at: now.toISOString(),
    next_check_after_s: NEXT_CHECK_S,
  })
  return rights.license ? "known" : "miss"
})

const summary = ({ version, channel, published_at }: CatalogueRelease) => ({
  version: version.version,
  channel,
  published_at,
})
