import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { StoredFile } from "../../../modules/support/types"

/**
 * Deletes what no ticket has taken. An error may have come after the commit: when the database cannot say whether a file
 * is in use, it stays, as a file too many is better than a message whose file is gone.
 */
export async function discardUnused(container: MedusaContainer, files: Pick<StoredFile, "file_id">[]): Promise<void> {
  if (!files.length) {
    return
  }
  const ids = files.map(({ file_id }) => file_id)
  try {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const used = await support.listSupportAttachments({ file_id: ids }, { select: ["id", "file_id"], take: ids.length })
    const unused = ids.filter((id) => !used.some(({ file_id }) => file_id === id))
    if (unused.length) {
      await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(unused)
    }
  } catch {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`License Center: of ${ids.length} stored files some are of no use and could not be deleted`)
  }
}
