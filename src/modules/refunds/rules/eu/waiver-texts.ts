/**
 * What a buyer agrees to in order to get the key at once, word for word: directive 2011/83/EU, article 16, point m, (i)
 * and (ii); the German words are those of § 356 (5) no. 2 BGB. They are kept with each consent as they were shown.
 *
 * Other words are another version: a test knows the words of each.
 */
export const WAIVER_VERSION = "2026-11-1"

export type WaiverTexts = {
  /** (i) express consent that the performance begins during the withdrawal period */
  begin: string
  /** (ii) acknowledgement that the right of withdrawal is lost with it */
  lose: string
}

export const WAIVER_TEXTS = {
  en: {
    begin:
      "I expressly agree that you begin to perform the contract, by supplying the digital content, before the withdrawal period of 14 days has ended.",
    lose: "I acknowledge that with this consent I lose my right of withdrawal once the performance of the contract has begun.",
  },
  de: {
    begin:
      "Ich stimme ausdrücklich zu, dass Sie mit der Vertragserfüllung durch Bereitstellung der digitalen Inhalte vor Ablauf der Widerrufsfrist von 14 Tagen beginnen.",
    lose: "Ich bestätige meine Kenntnis davon, dass durch diese Zustimmung mit Beginn der Vertragserfüllung mein Widerrufsrecht erlischt.",
  },
} as const satisfies Record<string, WaiverTexts>

export type WaiverLocale = keyof typeof WAIVER_TEXTS

/** The language that a buyer is asked in: theirs where there are words in it, English otherwise. */
export function waiverLocale(locale: string | null | undefined): WaiverLocale {
  const language = locale?.split(/[-_]/)[0]?.toLowerCase()
  return language !== undefined && Object.hasOwn(WAIVER_TEXTS, language) ? (language as WaiverLocale) : "en"
}
