import { createInstance, type i18n } from "i18next"
import de from "./de.json"
import en from "./en.json"

const resources = { en: { translation: en }, de: { translation: de } }

export const LANGUAGES = Object.keys(resources) as (keyof typeof resources)[]

/** Words and dates of one language, for one mail. */
export type Phrasebook = {
  /** Looks a phrase up; a phrase that does not exist throws, so that no customer reads its name. */
  t: (key: string, values?: Record<string, unknown>) => string
  /** A day in words, in UTC like every date of a license. */
  day: (date: Date | string) => string
  /** A whole number with the language's separators. */
  count: (value: number) => string
  language: string
}

let instance: i18n | undefined

function translations(): i18n {
  if (!instance) {
    instance = createInstance()
    // Synchronous, for all resources are here. React escapes the values, so i18next must not do it a second time.
    void instance.init({
      resources,
      fallbackLng: "en",
      initAsync: false,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    })
  }
  return instance
}

/**
 * @param locale BCP 47 tag, e.g. an order's `locale`; anything unknown or malformed is written in English
 */
export function phrasebook(locale: string | null | undefined): Phrasebook {
  const asked = locale?.split(/[-_]/)[0]?.toLowerCase()
  const language = LANGUAGES.find((known) => known === asked) ?? "en"
  const translate = translations().getFixedT(language)
  const region = asked === language ? regional(locale!, language) : language
  const dates = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" })
  const numbers = new Intl.NumberFormat(region)
  return {
    t: (key, values) => {
      if (!translations().exists(key, { lng: language, ...values })) {
        throw new Error(`The mails have no phrase "${key}"`)
      }
      return translate(key, values ?? {})
    },
    day: (date) => dates.format(new Date(date)),
    count: (value) => numbers.format(value),
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
