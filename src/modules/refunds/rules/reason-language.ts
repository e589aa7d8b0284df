/** Languages that reasons have words in. */
export const REASON_LANGUAGES = ["en", "de"] as const
export type Language = (typeof REASON_LANGUAGES)[number]

/** @param locale BCP 47 tag; English for whatever there are no words in */
export function languageOf(locale: string | null | undefined): Language {
  const asked = locale?.split(/[-_]/)[0]?.toLowerCase()
  return REASON_LANGUAGES.find((language) => language === asked) ?? "en"
}
