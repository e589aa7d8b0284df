import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { IFileModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { hashStream, type Measured } from "../../../lib/hash-stream"
import { RELEASES_MODULE } from "../../../modules/releases"
import { differences } from "../../../modules/releases/rules/artifact"
import type ReleasesModuleService from "../../../modules/releases/service"
import type { Actor, ArtifactFields } from "../../../modules/releases/types"
import { deleteUnusedUploads } from "../lib/uploads"

/** What is said of a file. For one in the File module `size` and the hashes may be left out: they are measured. */
export type ArtifactClaim = Omit<ArtifactFields, "size" | "sha512"> & { size?: number; sha512?: string }

export type AddArtifactInput = {
  release_id: string
  artifact: ArtifactClaim
  /** What came of measuring the file on its way into the File module, so that it is not read once more. */
  measured?: Measured
  actor: Actor
}

/**
 * Adds a file to a draft. A file in the File module is read once, and refused when it is not what was said of it. A file
 * elsewhere is not fetched: its hashes come with it. No compensation: it is an operator's decision.
 */
export const addArtifactStep = createStep(
  { name: "license-center-add-artifact", noCompensation: true },
  async ({ release_id, artifact, measured, actor }: AddArtifactInput, { container }) => {
    const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
    const files = container.resolve<IFileModuleService>(Modules.FILE)
    const fields = measured
      ? { ...artifact, ...measured }
      : artifact.file_id
        ? await measure(files, artifact, artifact.file_id)
        : claimed(artifact)
    return new StepResponse(await releases.addArtifact(release_id, fields, actor))
  }
)

export type RemoveArtifactInput = { release_id: string; artifact_id: string; actor: Actor }

/** Takes a file out of a draft, and out of the File module when it was uploaded here and no other release has it. */
export const removeArtifactStep = createStep(
  { name: "license-center-remove-artifact", noCompensation: true },
  async ({ release_id, artifact_id, actor }: RemoveArtifactInput, { container }) => {
    const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
    const file_id = await releases.removeArtifact(release_id, artifact_id, actor)
    await deleteUnusedUploads(container, file_id === null ? [] : [file_id])
    return new StepResponse(artifact_id)
  }
)

function claimed(artifact: ArtifactClaim): ArtifactFields {
  const { size, sha512 } = artifact
  if (size === undefined || !sha512) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "A file elsewhere needs its size and sha512: the server does not download it"
    )
  }
  return { ...artifact, size, sha512 }
}

async function measure(files: IFileModuleService, artifact: ArtifactClaim, file_id: string): Promise<ArtifactFields> {
  let found
  try {
    found = await hashStream(await files.getDownloadStream(file_id))
  } catch {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `File ${file_id} cannot be read`)
  }
  const wrong = differences(artifact, found)
  if (wrong.length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${artifact.filename} is not the file that was announced: ${wrong.join(", ")}`
    )
  }
  return { ...artifact, ...found }
}
