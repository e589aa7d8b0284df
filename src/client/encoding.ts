import type { Sha256 } from "./types"

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { fatal: true })

/** Thrown inside the client where WebCrypto is missing; callers see the result code `UNSUPPORTED_CRYPTO`. */
export class UnsupportedCryptoError extends Error {}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = ""
  for (const byte of bytes) {
    binary += String.fromCharCode(byte)
  }
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

/**
 * Strict: only the base64url alphabet, no padding, no spare bits. `atob` alone forgives these, and then one signature
 * would have several spellings.
 *
 * @returns null when the text is not base64url
 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    return null
  }
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i)
  }
  return toBase64Url(bytes) === text ? bytes : null
}

/** A JSON object from text or its UTF-8 bytes; null for anything else. */
export function parseObject(text: string | Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(typeof text === "string" ? text : decoder.decode(text))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** @throws UnsupportedCryptoError on a page without https, where browsers hide `crypto.subtle` */
export async function webSha256(data: Uint8Array): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) {
    throw new UnsupportedCryptoError("WebCrypto is not available here. Pass `sha256` and `verify`.")
  }
  return new Uint8Array(await subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>))
}

export async function sha256Base64Url(text: string, sha256: Sha256): Promise<string> {
  return toBase64Url(await sha256(utf8(text)))
}

/** 128 random bits: ties an answer to its question. */
export function makeNonce(): string {
  if (!globalThis.crypto?.getRandomValues) {
    throw new UnsupportedCryptoError("There is no source of random numbers here.")
  }
  return toBase64Url(globalThis.crypto.getRandomValues(new Uint8Array(16)))
}
