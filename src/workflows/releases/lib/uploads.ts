import { randomBytes } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import { discardStoredFile } from "../../lib/discard-file"

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
  for (const file_id of file_ids.filter(isUpload)) {
    if (!(await isInUse(container, file_id))) {
      await discardStoredFile(container, file_id)
    }
  }
}

/** When the database cannot say, it stays. */
async function isInUse(container: MedusaContainer, file_id: string): Promise<boolean> {
  try {
    return await container.resolve<ReleasesModuleService>(RELEASES_MODULE).isFileInUse(file_id)
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`License Center: nobody knows whether file ${file_id} is in use; it stays: ${(error as Error).message}`)
    return true
  }
}
