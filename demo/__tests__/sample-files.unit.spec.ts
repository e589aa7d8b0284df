import { createHash, createPublicKey, verify } from "node:crypto"
import { gunzipSync } from "node:zlib"
import { electronInstalls } from "../../src/modules/releases/feeds/electron"
import { sparkleInstalls } from "../../src/modules/releases/feeds/sparkle"
import { tauriInstalls } from "../../src/modules/releases/feeds/tauri"
import { wordpressInstalls } from "../../src/modules/releases/feeds/wordpress"
import { filenameProblem, publishProblems, signatureKind } from "../../src/modules/releases/rules/artifact"
import type { CatalogueArtifact } from "../../src/modules/releases/types"
import { releases } from "../lib/releases.mjs"
import { AUTHOR_KEY } from "../lib/sample-files.mjs"

type SampleFile = Pick<CatalogueArtifact, "platform" | "filename" | "signature"> & { bytes: Buffer }

const filesOf = (handle: keyof typeof releases, version = releases[handle][0]!.version) =>
  (releases[handle][0]!.files(version) as unknown as SampleFile[]).map((file) => ({
    ...file,
    signature: file.signature ?? null,
    signature_kind: file.signature ? signatureKind(file.signature) : null,
  }))

const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: AUTHOR_KEY }, format: "jwk" })

describe("the demo's files", () => {
  const notes = filesOf("nimbus-notes")
  const file = (end: string) => notes.find(({ filename }) => filename.endsWith(end))!

  it("are what each updater installs, on each system", () => {
    const systems = (installs: (given: (typeof notes)[number]) => boolean) =>
      notes.filter(installs).map(({ platform }) => platform)
    expect(systems(electronInstalls)).toEqual(["win32", "darwin", "linux"])
    expect(systems(tauriInstalls)).toEqual(["win32", "darwin", "linux"])
    expect(systems(sparkleInstalls)).toEqual(["darwin"])
    expect(filesOf("formsmith").filter(wordpressInstalls)).toHaveLength(1)
  })

  it("may be published", () => {
    for (const files of [notes, filesOf("formsmith")]) {
      expect(publishProblems({ artifacts: files })).toEqual([])
      expect(files.map(({ filename }) => filenameProblem(filename)).filter(Boolean)).toEqual([])
    }
  })

  it("come out the same each time, and differ between versions", () => {
    expect(filesOf("nimbus-notes")).toEqual(notes)
    const next = filesOf("nimbus-notes", "9.9.9")
    expect(next.map(({ bytes }) => bytes)).not.toEqual(notes.map(({ bytes }) => bytes))
  })

  it("are signed for Sparkle: Ed25519 over the file", () => {
    const { bytes, signature } = file("-mac.zip")
    expect(verify(null, bytes, key, Buffer.from(signature!, "base64"))).toBe(true)
  })

  it("are signed as minisign does: Ed25519 over the file's BLAKE2b, and over that with its comment", () => {
    const { bytes, signature } = file(".AppImage")
    const [, first, comment, second] = signature!.split("\n")
    const signed = Buffer.from(first!, "base64").subarray(10)
    expect(verify(null, createHash("blake2b512").update(bytes).digest(), key, signed)).toBe(true)
    const all = Buffer.concat([signed, Buffer.from(comment!.replace("trusted comment: ", ""))])
    expect(verify(null, all, key, Buffer.from(second!, "base64"))).toBe(true)
  })

  it("are archives that open", () => {
    const tar = gunzipSync(file(".app.tar.gz").bytes)
    expect(tar.length % 512).toBe(0)
    expect(tar.toString("latin1", 257, 262)).toBe("ustar")
    const { bytes } = file("-mac.zip")
    const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1")
    expect(bytes.readUInt16LE(end + 10)).toBe(1)
    expect(bytes.toString("latin1", bytes.readUInt32LE(end + 16)).startsWith("PK\x01\x02")).toBe(true)
  })
})
