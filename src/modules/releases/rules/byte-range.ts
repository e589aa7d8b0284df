/** The part of a file that is asked for; `start` and `end` are both part of it. */
export type ByteRange = { start: number; end: number }

/**
 * Reads a `Range` header (RFC 9110) for a file of `size` bytes.
 *
 * @returns null: send everything (no header, another unit, several ranges, or nonsense, all of which may be ignored);
 *   `unsatisfiable`: answer 416
 */
export function readRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? []
  if (from === undefined || to === undefined || (from === "" && to === "")) {
    return null
  }
  if (from === "") {
    const last = Number(to)
    return last === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - last), end: size - 1 }
  }
  const start = Number(from)
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== "" && Number(to) < start) {
    return null
  }
  return start >= size ? "unsatisfiable" : { start, end }
}
