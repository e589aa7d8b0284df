import { randomBytes, timingSafeEqual } from "node:crypto"
import type { Vault } from "../../../lib/secret"

const SEAL_PURPOSE = "form-seal"
const FORM_PURPOSE = "form-token"
const SEAL = /^([0-9a-z]{8,9})\.([A-Za-z0-9_-]{22})\.([0-9a-f]{64})$/

/**
 * What our own forms carry. A seal says when the form was opened and which one it is, without a row for every visitor
 * of a page; a form token ties a form to the visit it was made for.
 */
export class FormSeals {
  constructor(private readonly vault: Vault) {}

  /** `<time>.<nonce>.<signature>` */
  seal(now: Date): string {
    const content = `${now.getTime().toString(36)}.${randomBytes(16).toString("base64url")}`
    return `${content}.${this.vault.hash(SEAL_PURPOSE, content)}`
  }

  /** Null when the seal is not ours. */
  open(seal: string): { opened_at: Date; id: string } | null {
    const [, time, nonce, signature] = SEAL.exec(seal) ?? []
    if (!time || !nonce || !signature) {
      return null
    }
    const right = this.vault.hashes(SEAL_PURPOSE, `${time}.${nonce}`).some((expected) => same(signature, expected))
    return right ? { opened_at: new Date(parseInt(time, 36)), id: nonce } : null
  }

  /** A value that a form of this visit carries, so that another visit's page cannot write into it. */
  token(visit_id: string): string {
    return this.vault.hash(FORM_PURPOSE, visit_id)
  }

  isToken(visit_id: string, token: string): boolean {
    return this.vault.hashes(FORM_PURPOSE, visit_id).some((expected) => same(token, expected))
  }
}

function same(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
}
