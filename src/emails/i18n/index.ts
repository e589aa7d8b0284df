import { phrases, type Phrase } from "../../lib/phrases"
import de from "./de.json"
import en from "./en.json"

const resources = { en: { translation: en }, de: { translation: de } }

export const LANGUAGES = Object.keys(resources) as (keyof typeof resources)[]

/** Words and dates of one language, for one mail. */
export type Phrasebook = {
  t: Phrase
  /** A day in words, in UTC like every date of a license. */
  day: (date: Date | string) => string
  /** A moment to the second, with the zone that it is told in: UTC unless another is asked for. */
  moment: (date: Date | string, time_zone?: string) => string
  /** A whole number with the language's separators. */
  count: (value: number) => string
  /** @param currency ISO 4217, in either case */
  money: (value: number, currency: string) => string
  language: string
}

const phrasesIn = phrases(resources, "The mails")

/**
 * @param locale BCP 47 tag, e.g. an order's `locale`; anything unknown or malformed is written in English
 */
export function phrasebook(locale: string | null | undefined): Phrasebook {
  const asked = locale?.split(/[-_]/)[0]?.toLowerCase()
  const language = LANGUAGES.find((known) => known === asked) ?? "en"
  const t = phrasesIn(language)
  const region = asked === language ? regional(locale!, language) : language
  const dates = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" })
  const numbers = new Intl.NumberFormat(region)
  return {
    t,
    day: (date) => dates.format(new Date(date)),
    moment: (date, timeZone = "UTC") => {
      const moments = new Intl.DateTimeFormat(region, { dateStyle: "long", timeStyle: "medium", timeZone })
      return `${moments.format(new Date(date))} (${timeZone})`
    },
    count: (value) => numbers.format(value),
    money: (value, currency) => new Intl.NumberFormat(region, { style: "currency", currency }).format(value),
    language,
  }
}

/** `en-GB` writes its days otherwise than `en-US`; a tag that is none (`en-?`) is read as the language alone. */
function regional(locale: string, language: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replace("_", "-"))[0] ?? language
  } catch {
    return language
  }
}
