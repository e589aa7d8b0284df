import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import type { Measured } from "../../../../../../../lib/hash-stream"
import { RELEASES_MODULE } from "../../../../../../../modules/releases"
import { differences, filenameProblem } from "../../../../../../../modules/releases/rules/artifact"
import type ReleasesModuleService from "../../../../../../../modules/releases/service"
import { addArtifactWorkflow } from "../../../../../../../workflows/releases/workflows/artifacts"
import { discardFile } from "../../../../../../../workflows/lib/discard-file"
import { operator } from "../../../../actor"
import { readRelease } from "../../../read-release"
import type { UploadArtifact } from "../../../validators"
import { receiveFile, SenderGone, type Received } from "./receive-file"

/**
 * Uploads a file of a draft: the body is the file, the query says what it is. It goes to Medusa's File module piece by
 * piece, is measured on the way, and is thrown away when it is not what was announced.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const release_id = req.params.id!
  const claim = req.validatedQuery as UploadArtifact
  await assertWelcome(req, release_id, claim)
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  let received: Received
  try {
    received = await receiveFile(files, logger, req, { filename: claim.filename, limit: claim.size })
  } catch (error) {
    if (error instanceof SenderGone) {
      logger.info(`License Center: the upload of ${claim.filename} broke off; nothing of it was kept`)
      return
    }
    throw error
  }
  let artifact_id: string
  try {
    artifact_id = await keep(req, release_id, claim, received)
  } catch (error) {
    if (await isOfNoUse(req, error, received.file_id)) {
      await discardFile(files, logger, received.file_id)
    }
    throw error
  }
  const release = await readRelease(req.scope, release_id)
  res.json({ artifact: release.artifacts.find(({ id }: { id?: string }) => id === artifact_id), release })
}

async function keep(
  req: AuthenticatedMedusaRequest,
  release_id: string,
  claim: UploadArtifact,
  { file_id, measured }: Received
): Promise<string> {
  assertAnnounced(claim, measured)
  const { result } = await addArtifactWorkflow(req.scope).run({
    input: { release_id, artifact: { ...claim, file_id, url: null }, measured, actor: operator(req) },
  })
  return result
}

/**
 * A refusal wrote nothing. After any other error (the database went away at the commit) the file may be in use: then it
 * stays, as a file too many is better than a release whose file is gone.
 */
async function isOfNoUse(req: AuthenticatedMedusaRequest, error: unknown, file_id: string): Promise<boolean> {
  if (MedusaError.isMedusaError(error)) {
    return true
  }
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const users = await releases.listReleaseArtifacts({ file_id }, { take: 1 }).catch(() => null)
  return users !== null && users.length === 0
}

/** Before the first byte is taken: nobody waits for a long upload to hear that it was not wanted. */
async function assertWelcome(
  req: AuthenticatedMedusaRequest,
  id: string,
  { filename, size }: UploadArtifact
): Promise<void> {
  const problem = filenameProblem(filename)
  if (problem) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, problem)
  }
  const length = req.headers["content-length"]
  if (size !== undefined && length !== undefined && Number(length) !== size) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${filename} did not arrive as announced: it has ${Number(length)} bytes`
    )
  }
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const { status, version } = await releases.retrieveRelease(id, { select: ["id", "status", "version"] })
  if (status !== "draft") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Release ${version} is published: its files cannot be changed`)
  }
  const [namesake] = await releases.listReleaseArtifacts({ release_id: id, filename }, { take: 1 })
  if (namesake) {
    throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `There is a ${filename} already`)
  }
}

function assertAnnounced(claim: UploadArtifact, found: Measured): void {
  const wrong = found.size === 0 ? ["it is empty"] : differences(claim, found)
  if (wrong.length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${claim.filename} did not arrive as announced: ${wrong.join(", ")}`
    )
  }
}
