import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findAsset } from "../../../../pages/assets"

/** The style sheet and the script of the hosted pages. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const found = findAsset(req.params.name ?? "")
  res.setHeader("X-Content-Type-Options", "nosniff")
  if (!found) {
    res.setHeader("Cache-Control", "no-store")
    res.status(404).type("text").send("There is no such file.")
    return
  }
  res.setHeader("Cache-Control", found.exact ? "public, max-age=31536000, immutable" : "no-store")
  res.setHeader("Content-Type", found.asset.type)
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin")
  res.send(found.asset.content)
}
