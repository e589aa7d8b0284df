import type { IFileModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** Takes a file out of the File module. When that fails it is said in the log, and what is under way goes on. */
export async function discardFile(
  files: Pick<IFileModuleService, "deleteFiles">,
  logger: Logger,
  file_id: string
): Promise<void> {
  try {
    await files.deleteFiles([file_id])
  } catch (error) {
    logger.warn(`License Center: file ${file_id} is of no use and could not be deleted: ${(error as Error).message}`)
  }
}

/** The same, where only the container is at hand. */
export function discardStoredFile(container: MedusaContainer, file_id: string): Promise<void> {
  return discardFile(
    container.resolve<IFileModuleService>(Modules.FILE),
    container.resolve(ContainerRegistrationKeys.LOGGER),
    file_id
  )
}
