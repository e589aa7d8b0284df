/** What WordPress says runs there, to be said back as "nothing newer": any short text that looks like a version. */
export function versionOf(value: unknown): string | null {
  return typeof value === "string" && /^\d[\w.+-]{0,49}$/.test(value) ? value : null
}
