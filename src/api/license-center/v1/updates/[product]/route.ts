import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { jsonFeed } from "../../../../../modules/releases/feeds/json"
import { refuseRequest } from "../../answer"
import { guarded } from "../../guarded"
import { headerCredential } from "../credential"
import { decide } from "../decide"
import { readQuestion } from "../question"

/**
 * "Is there an update for me?" 200 with a status for every well-formed question, whatever the license; 400 for one that
 * is not, 429 when limited.
 */
export const GET = guarded(async (req: MedusaRequest, res: MedusaResponse) => {
  const question = readQuestion(req.query)
  if ("errors" in question) {
    refuseRequest(req, res, question.errors)
    return "open"
  }
  const credential = headerCredential(req)
  const { rights, ...decided } = await decide(req, req.params.product!, credential, question.asked)
  const base = req.baseUrl + req.path
  const { status, type, body } = jsonFeed({
    ...decided,
    current: question.asked.current?.version ?? null,
    license: rights.license,
    downloads: `${base.slice(0, base.indexOf("/updates/"))}/downloads`,
  })
  res.setHeader("Cache-Control", "no-store")
  res.status(status).type(type).send(body)
  if (rights.license) {
    return "known"
  }
  // Who shows no key guesses none: copies without a license must not use up what the licensed ones beside them have.
  return credential.kind === "none" ? "open" : "miss"
})
