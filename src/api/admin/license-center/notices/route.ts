import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { NOTICES_MODULE } from "../../../../modules/notices"
import type NoticesModuleService from "../../../../modules/notices/service"
import { sorting } from "../validators"
import type { ListNotices } from "./validators"

/** Mails owed, sent and failed, latest first. `?status=failed` is what needs a person. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { q, limit, offset, order, fields: _fields, ...filters } = req.validatedQuery as ListNotices
  const { by, desc } = sorting(order, "created_at")
  const [notices, count] = await req.scope
    .resolve<NoticesModuleService>(NOTICES_MODULE)
    .listAndCountNotices(
      { ...filters, ...(q && { to: q }) },
      { take: limit, skip: offset, order: { [by]: desc ? "DESC" : "ASC" } }
    )
  res.json({ notices, count, offset, limit })
}
