/** What a release has of a file. */
export type FileThere = { sha512: string; platform: string; arch: string; kind: string; signature: string | null }

/** What the build has of it. Without a signature: there is none beside the file. */
export type FileHere = Omit<FileThere, "signature"> & { signature: string }

/**
 * What is to be sent anew of a file that the release has by its name, in words. Empty: it is there as it is here.
 *
 * That no signature lies beside a file says nothing against the one that the release has: an operator may have added it.
 */
export function changesOf(there: FileThere, here: FileHere): string[] {
  return [
    there.sha512 !== here.sha512 && "content",
    there.platform !== here.platform && "system",
    there.arch !== here.arch && "processor",
    there.kind !== here.kind && "kind",
    here.signature !== "" && there.signature !== here.signature && "signature",
  ].filter((word) => typeof word === "string")
}

/** The signature to send along. One that the release has is of the same file only while its content is the same. */
export function signatureFor(there: FileThere | undefined, here: FileHere): string {
  return here.signature || (there?.sha512 === here.sha512 ? (there.signature ?? "") : "")
}
