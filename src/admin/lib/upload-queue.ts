import { planArtifacts } from "../../modules/releases/rules/plan-artifacts"
import type { Arch, Platform } from "./release-types"

export type UploadState =
  | { step: "waiting" }
  /** `sent` from 0 to 1 */
  | { step: "sending"; sent: number }
  /** All of it has left; the server measures and stores it. */
  | { step: "checking" }
  | { step: "done" }
  | { step: "failed"; reason: string }
  /** The release has a file of that name. */
  | { step: "taken" }

export type QueuedFile = {
  file: File
  platform: Platform
  arch: Arch
  kind: string
  signature: string
  state: UploadState
}

/**
 * What to upload of the picked files, with the command line's guesses of what each is for. Signatures that were picked
 * beside their files go with them. A single file is taken whatever its name: who picks one means it.
 *
 * @param taken names of the files that the release has
 */
export async function planUploads(files: File[], taken: string[]): Promise<{ queue: QueuedFile[]; ignored: string[] }> {
  const byName = new Map(files.map((file) => [file.name, file]))
  const plan = planArtifacts([...byName.keys()])
  const [only] = files
  if (files.length === 1 && only && plan.artifacts.length === 0) {
    plan.artifacts.push({ filename: only.name, platform: "any", arch: "any", kind: "installer", signature_file: null })
    plan.ignored = []
  }
  const queue = await Promise.all(
    plan.artifacts.map(async ({ filename, platform, arch, kind, signature_file }) => ({
      file: byName.get(filename)!,
      platform,
      arch,
      kind,
      signature: signature_file ? (await byName.get(signature_file)!.text()).trim() : "",
      state: taken.includes(filename) ? ({ step: "taken" } as const) : ({ step: "waiting" } as const),
    }))
  )
  return { queue, ignored: plan.ignored }
}

export function isUnderWay(state: UploadState): state is Extract<UploadState, { step: "sending" | "checking" }> {
  return state.step === "sending" || state.step === "checking"
}

/** An entry whose file the release has by now: also when its answer was lost, or its sending called off too late. */
export function arrived(entry: QueuedFile): QueuedFile {
  const { step } = entry.state
  return step === "waiting" || step === "failed" ? { ...entry, state: { step: "done" } } : entry
}
