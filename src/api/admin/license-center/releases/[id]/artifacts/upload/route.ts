import { randomBytes } from "node:crypto"
import { pipeline } from "node:stream/promises"
import { Transform } from "node:stream"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { deleteFilesWorkflow } from "@medusajs/medusa/core-flows"
import { Meter, type Measured } from "../../../../../../../lib/hash-stream"
import { RELEASES_MODULE } from "../../../../../../../modules/releases"
import { differences, filenameProblem } from "../../../../../../../modules/releases/rules/artifact"
import type ReleasesModuleService from "../../../../../../../modules/releases/service"
import { addArtifactWorkflow } from "../../../../../../../workflows/releases/workflows/artifacts"
import { operator } from "../../../../actor"
import { readRelease } from "../../../read-release"
import type { UploadArtifact } from "../../../validators"

/**
 * Uploads a file of a draft: the body is the file, the query says what it is. It goes to Medusa's File module piece by
 * piece, is measured on the way, and is thrown away when it is not what was announced.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const release_id = req.params.id!
  const claim = req.validatedQuery as UploadArtifact
  await assertWelcome(req, release_id, claim)
  const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
  // Private, and under a name that nobody guesses: the local provider serves even private files to who knows the name.
  const { writeStream, promise } = await files.getUploadStream({
    filename: `${randomBytes(16).toString("hex")}-${claim.filename}`,
    mimeType: "application/octet-stream",
    access: "private",
  })
  const meter = new Meter()
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      meter.add(chunk)
      done(null, chunk)
    },
  })
  const stored = promise.catch((error: Error) => error)
  await pipeline(req, measure, writeStream)
  const file = await stored
  if (file instanceof Error) {
    throw file
  }
  const found = meter.end()
  try {
    assertAnnounced(claim, found)
    const { result } = await addArtifactWorkflow(req.scope).run({
      input: {
        release_id,
        artifact: { ...claim, file_id: file.key, url: null },
        measured: found,
        actor: operator(req),
      },
    })
    const release = await readRelease(req.scope, release_id)
    res.json({ artifact: release.artifacts.find(({ id }: { id?: string }) => id === result), release })
  } catch (error) {
    await deleteFilesWorkflow(req.scope).run({ input: { ids: [file.key] }, throwOnError: false })
    throw error
  }
}

/** Before the first byte is taken: nobody waits for a long upload to hear that it was not wanted. */
async function assertWelcome(req: AuthenticatedMedusaRequest, id: string, { filename }: UploadArtifact): Promise<void> {
  const problem = filenameProblem(filename)
  if (problem) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, problem)
  }
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const { status, version } = await releases.retrieveRelease(id, { select: ["id", "status", "version"] })
  if (status !== "draft") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Release ${version} is published: its files cannot be changed`)
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
