import { createHash, randomBytes } from "node:crypto"
import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { StoredFile } from "../../../modules/support/types"

/**
 * Puts a file that was inspected into the File module. A name that nobody guesses: the local provider serves even private
 * files to who knows it.
 *
 * @param file.filename safe and redacted, as it will be offered for download
 */
export async function storeFile(
  container: MedusaContainer,
  { filename, mime_type, content }: { filename: string; mime_type: string; content: Buffer }
): Promise<StoredFile> {
  const { id } = await container.resolve<IFileModuleService>(Modules.FILE).createFiles({
    filename: `license-center-ticket-${randomBytes(16).toString("hex")}-${asciiOf(filename)}`,
    mimeType: "application/octet-stream",
    content: content.toString("base64"),
    access: "private",
  })
  const sha256 = createHash("sha256").update(content).digest("hex")
  return { filename, mime_type, size: content.length, sha256, file_id: id }
}

/** Its own name is kept in the row; stores differ in what else than ASCII they take. */
const asciiOf = (filename: string) => filename.replace(/[^A-Za-z0-9._-]+/g, "-").slice(-80)
