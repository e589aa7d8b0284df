import { randomBytes } from "node:crypto"
import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"

/**
 * What a file that comes through our own upload is called in the File module. A name that nobody guesses: the local
 * provider serves even private files to who knows it. And one that nobody else gives: see {@link isUpload}.
 */
export const nameOfUpload = (filename: string) => `license-center-${randomBytes(16).toString("hex")}-${filename}`

/** Providers put something of their own before and behind a name; this they leave as it is. */
const UPLOAD = /license-center-[0-9a-f]{32}-/

/** Whether the file is ours to delete. One that an operator named by its `file_id` may belong to something else. */
export const isUpload = (file_id: string) => UPLOAD.test(file_id)

/**
 * Deletes what was uploaded for a release that has it no more. To be called after the commit. When it fails that is said
 * in the log and nothing else: what the operator asked for is done.
 */
export async function deleteUnusedUploads(container: MedusaContainer, file_ids: string[]): Promise<void> {
  const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const files = container.resolve<IFileModuleService>(Modules.FILE)
  for (const file_id of file_ids.filter(isUpload)) {
    try {
      if (!(await releases.isFileInUse(file_id))) {
        await files.deleteFiles([file_id])
      }
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`License Center: file ${file_id} is of no use and could not be deleted: ${(error as Error).message}`)
    }
  }
}
