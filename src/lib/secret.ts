import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto"

const SECRET_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** Reads a base64 (or base64url) secret; null when it does not hold at least 32 bytes. */
export function decodeSecret(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
    return null
  }
  const bytes = Buffer.from(text, "base64")
  return bytes.length >= SECRET_BYTES ? bytes : null
}

type Keyring = { id: string; pepper: Buffer; encryption: Buffer }

/**
 * Everything that is derived from the store's one secret: HMACs to look things up by, and AES-256-GCM to show them again.
 *
 * Each derived key has its own HKDF label with a version, so that one can be replaced without touching the others.
 * With a previous secret, look-ups try both and new values are written under the current one: that is how a secret is
 * rotated without a stop.
 */
export class Vault {
  private readonly rings: Keyring[]

  constructor(secret: Buffer, previous: Buffer | null = null) {
    this.rings = [secret, ...(previous ? [previous] : [])].map((s) => ({
      id: createHash("sha256").update(derive(s, "ring-id/v1")).digest("hex").slice(0, 8),
      pepper: derive(s, "lookup-pepper/v1"),
      encryption: derive(s, "encryption/v1"),
    }))
  }

  /** HMAC-SHA256 under the current secret, hex. `purpose` keeps hashes of different things apart. */
  hash(purpose: string, text: string): string {
    return hmac(this.rings[0]!.pepper, purpose, text)
  }

  /** The hashes a stored value may have: under the current secret, and under the previous one while rotating. */
  hashes(purpose: string, text: string): string[] {
    return this.rings.map((ring) => hmac(ring.pepper, purpose, text))
  }

  /** Both of them, for a statement that always takes two; without a secret in rotation they are the same. */
  hashPair(purpose: string, text: string): [string, string] {
    const [current, previous] = this.hashes(purpose, text)
    return [current!, previous ?? current!]
  }

  /**
   * A token that is always the same for `subject` under one secret, and that nobody else can make. Stored only as its
   * {@link hash}.
   */
  token(purpose: string, subject: string): string {
    return createHmac("sha256", this.rings[0]!.pepper).update(`token:${purpose}\0${subject}`).digest("base64url")
  }

  /** Identifies the secret that {@link encrypt} uses now, so that rows under an older one can be found. */
  get currentRingId(): string {
    return this.rings[0]!.id
  }

  /** The secret before it, while it is rotated; null otherwise. */
  get previousRingId(): string | null {
    return this.rings[1]?.id ?? null
  }

  /**
   * AES-256-GCM. The result is `<ring id>.<iv + tag + ciphertext, base64url>`.
   *
   * @param context bound to the ciphertext as additional data, so that a value cannot be moved to another row
   */
  encrypt(plain: string, context: string): string {
    const ring = this.rings[0]!
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv("aes-256-gcm", ring.encryption, iv).setAAD(Buffer.from(context))
    const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()])
    return `${ring.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`
  }

  /** @throws Error when the value was written under a secret this process does not hold, or was changed */
  decrypt(sealed: string, context: string): string {
    const [id, data] = sealed.split(".")
    const ring = this.rings.find((r) => r.id === id)
    if (!ring || !data) {
      throw new Error(
        "License Center: a stored value was encrypted under another secret. Set LICENSE_CENTER_PREVIOUS_SECRET to the one used before."
      )
    }
    const bytes = Buffer.from(data, "base64url")
    const decipher = createDecipheriv("aes-256-gcm", ring.encryption, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8")
  }
}

function derive(secret: Buffer, label: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "license-center", label, 32))
}

function hmac(key: Buffer, purpose: string, text: string): string {
  return createHmac("sha256", key).update(`${purpose}\0${text}`).digest("hex")
}
