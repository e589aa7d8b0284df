/** What stands where the address of an erased person was: of a domain that no mail reaches (RFC 2606). */
const TOMBSTONE = /^erased-[0-9a-f]{16}@erased\.invalid$/

/** For SQL's LIKE. */
export const TOMBSTONES = "erased-%@erased.invalid"

/** @param hash keyed, of the address: who is erased in two runs stays one person, and nobody can tell who */
export const tombstoneOf = (hash: string): string => `erased-${hash.slice(0, 16)}@erased.invalid`

export const isTombstone = (address: string): boolean => TOMBSTONE.test(address)
