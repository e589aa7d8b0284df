import { phrases, type Phrase } from "../../lib/phrases"
import de from "./de.json"
import en from "./en.json"

const resources = { en: { translation: en }, de: { translation: de } }

export type Language = keyof typeof resources
export const LANGUAGES = Object.keys(resources) as Language[]

/** Words, numbers and times of one language, for one page. */
export type PageWords = {
  t: Phrase
  /** A moment with its zone, which is UTC; a script on the page shows the reader's own. */
  moment: (date: Date | string) => string
  /** A day in words, in UTC like every date of a license. */
  day: (date: Date | string) => string
  /** An amount of money in the currency's major unit. */
  money: (amount: number, currency_code: string) => string
  /** bytes, as people say them */
  size: (bytes: number) => string
  language: Language
}

/** The choice in the address, else what the browser asks for, else English. */
export function languageOf(chosen: unknown, accepted: string | undefined): Language {
  const known = (tag: unknown) => LANGUAGES.find((language) => language === baseOf(tag))
  return known(chosen) ?? accepts(accepted).map(known).find(Boolean) ?? "en"
}

const baseOf = (tag: unknown) => (typeof tag === "string" ? tag.split(/[-_]/)[0]!.toLowerCase() : "")

/** RFC 9110 §12.5.4: tags with weights. The most wanted first; what has the weight 0 is not wanted. */
function accepts(header = ""): string[] {
  return header
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim())
      const weight = parameters.find((parameter) => parameter.startsWith("q="))
      return { tag, weight: weight ? Number(weight.slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

const phrasesIn = phrases(resources, "The pages")

const KB = 1024
const MB = KB * KB

export function pageWords(language: Language): PageWords {
  const t = phrasesIn(language)
  // A reader of English may live anywhere: days before months, and 24 hours, cannot be misread.
  const region = language === "en" ? "en-GB" : language
  const moments = new Intl.DateTimeFormat(region, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  })
  const days = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" })
  const numbers = new Intl.NumberFormat(region, { maximumFractionDigits: 1 })
  return {
    t,
    moment: (date) => `${moments.format(new Date(date))} UTC`,
    day: (date) => days.format(new Date(date)),
    money: (amount, currency) => new Intl.NumberFormat(region, { style: "currency", currency }).format(amount),
    size: (bytes) => {
      if (bytes < KB) {
        return t("sizes.bytes", { value: numbers.format(bytes) })
      }
      return bytes < MB
        ? t("sizes.kb", { value: numbers.format(bytes / KB) })
        : t("sizes.mb", { value: numbers.format(bytes / MB) })
    },
    language,
  }
}
