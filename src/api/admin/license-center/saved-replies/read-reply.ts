import type { MedusaContainer } from "@medusajs/framework/types"
import { SUPPORT_MODULE } from "../../../../modules/support"
import type SupportModuleService from "../../../../modules/support/service"
import { withAuthors } from "./with-authors"

/** One saved reply, as every route of one answers it. */
export async function readReply(container: MedusaContainer, id: string) {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [reply] = await withAuthors(container, [await support.retrieveSupportSavedReply(id)])
  return reply!
}
