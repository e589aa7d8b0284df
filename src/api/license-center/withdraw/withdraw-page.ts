import { REFUNDS_MODULE } from "../../../modules/refunds"
import { appliesAnywhere } from "../../../modules/refunds/rules/eu/applies"
import type RefundsModuleService from "../../../modules/refunds/service"
import { PlainPage } from "../../../pages/tickets/plain"
import { hostedForm, hostedPage, type Hosted } from "../hosted"

export const HERE = "/withdraw"

type Handler = (hosted: Hosted) => Promise<void>

/** Pages that a store without a right of withdrawal does not have. */
const offered =
  (handle: Handler): Handler =>
  async (hosted) => {
    if (!appliesAnywhere(hosted.req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE).eu)) {
      hosted.show(404, PlainPage, { says: "missing", back: "/tickets/new" })
      return
    }
    await handle(hosted)
  }

export const withdrawPage = (handle: Handler) => hostedPage(offered(handle), HERE)
export const withdrawForm = (handle: Handler) => hostedForm(offered(handle), HERE)
