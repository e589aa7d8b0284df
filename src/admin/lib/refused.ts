/**
 * Whether the server understood what was asked and will not do it as things are. Fields are checked before they are sent,
 * so that it is not about them.
 */
export function wasRefused(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 400
}
