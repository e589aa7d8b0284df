import type { Actor } from "../../../lib/actor"

/**
 * Whose licenses are asked for. An account owns those that were sold to it, by its id: its address is one that Medusa
 * never proved. Who came through a private link has read mail of the address, and owns what was sold to it.
 */
export type Owner =
  | { kind: "customer"; customer_id: string }
  /** `email` in lower case. */
  | { kind: "portal"; email: string; session_id: string }

/** For searches of licenses: those of the owner, and no others. */
export function licensesOf(owner: Owner): { customer_id: string } | { email: string } {
  return owner.kind === "customer" ? { customer_id: owner.customer_id } : { email: owner.email }
}

/** For the audit trail: the account, or the session, whose row leads to the link. Never an address. */
export function actorOf(owner: Owner): Actor {
  return { type: "customer", id: owner.kind === "customer" ? owner.customer_id : owner.session_id }
}
