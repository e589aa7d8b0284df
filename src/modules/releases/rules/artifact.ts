/**
 * What an author says of a file, checked and brought into one spelling.
 */

/** What every client needs to know, whichever updater it has. */
export type ArtifactClaim = {
  filename: string
  url?: string | null
  sha512?: string | null
  sha256?: string | null
  signature?: string | null
}

const HEX = { sha512: /^[0-9a-f]{128}$/, sha256: /^[0-9a-f]{64}$/ } as const
const BYTES = { sha512: 64, sha256: 32 } as const

/** A hash in hex or base64, as build tools print it; lower-case hex, or null when it is neither. */
export function readHash(kind: keyof typeof HEX, text: string): string | null {
  const hex = text.trim().toLowerCase()
  if (HEX[kind].test(hex)) {
    return hex
  }
  const bytes = readBase64(text.trim())
  return bytes?.length === BYTES[kind] ? bytes.toString("hex") : null
}

/**
 * Which kind of signature this is. minisign's is the text of a `.minisig` or `.sig` file, plain or, as Tauri wants it,
 * as base64; Sparkle's is the 64 bytes of an Ed25519 signature as base64.
 *
 * @returns null when it is neither
 */
export function signatureKind(signature: string): "minisign" | "ed25519" | null {
  if (isMinisign(signature)) {
    return "minisign"
  }
  const bytes = exactBase64(signature.trim())
  if (bytes?.length === 64) {
    return "ed25519"
  }
  return bytes && isMinisign(bytes.toString("utf8")) ? "minisign" : null
}

/**
 * Whether minisign's readers take it for a signature. They want all four lines: a comment; 2 bytes of algorithm ("Ed",
 * or "ED" for a hashed file), 8 of key id and 64 of signature; the comment that is signed, too; and 64 bytes of signature
 * over both. What lacks one is refused by every device, long after it was published.
 */
function isMinisign(text: string): boolean {
  const [untrusted, first, trusted, second] = text.split(/\r?\n/)
  const signature = exactBase64(first)
  return (
    untrusted!.startsWith("untrusted comment:") &&
    signature?.length === 74 &&
    /^E[dD]$/.test(signature.toString("latin1", 0, 2)) &&
    (trusted?.startsWith("trusted comment: ") ?? false) &&
    exactBase64(second)?.length === 64
  )
}

/** Readers of signatures are strict: they take no base64 without its padding, and nothing around it. */
function exactBase64(text: string | undefined): Buffer | null {
  const bytes = readBase64(text ?? "")
  return bytes?.toString("base64") === text ? bytes : null
}

function readBase64(text: string): Buffer | null {
  return text !== "" && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : null
}

/** What of a file is not as it was announced, in words for an operator. Empty: it is the one. */
export function differences(
  claim: { size?: number; sha512?: string | null; sha256?: string | null },
  found: { size: number; sha512: string; sha256: string }
): string[] {
  return [
    claim.size !== undefined && claim.size !== found.size && `it has ${found.size} bytes`,
    claim.sha512 && readHash("sha512", claim.sha512) !== found.sha512 && "its SHA-512 is another",
    claim.sha256 && readHash("sha256", claim.sha256) !== found.sha256 && "its SHA-256 is another",
  ].filter((text) => typeof text === "string" && text !== "") as string[]
}

/**
 * Names of files end up in URLs, YAML and shells of customers.
 *
 * @returns what is wrong with it, or null
 */
export function filenameProblem(filename: string): string | null {
  return /^[A-Za-z0-9][A-Za-z0-9._+() -]{0,199}$/.test(filename) && !filename.includes("..")
    ? null
    : "A file name has letters, digits, spaces and ._+()-, begins with a letter or digit, and is at most 200 long."
}

/** Bundles that only Tauri's updater reads; it refuses one without its author's signature. `verify` asks for it, too. */
export const TAURI_BUNDLE = /\.(?:app\.tar\.gz|AppImage\.tar\.gz|nsis\.zip|msi\.zip)$/

export type PublishFacts = {
  artifacts: { filename: string; signature_kind: "minisign" | "ed25519" | null }[]
}

/** Why a release cannot be published yet, in sentences for an operator. Empty: it can. */
export function publishProblems({ artifacts }: PublishFacts): string[] {
  if (!artifacts.length) {
    return ["It has no file yet."]
  }
  return artifacts.flatMap(({ filename, signature_kind }) =>
    TAURI_BUNDLE.test(filename) && signature_kind !== "minisign"
      ? [
          `${filename} has no minisign signature, without which Tauri's updater refuses it. Add the content of its .sig file.`,
        ]
      : []
  )
}
