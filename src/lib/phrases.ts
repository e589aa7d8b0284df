import { createInstance, type i18n, type Resource } from "i18next"

/** Looks a phrase up; a phrase that does not exist throws, so that no customer reads its name. */
export type Phrase = (key: string, values?: Record<string, unknown>) => string

/**
 * The phrases of mails or pages in their languages.
 *
 * @param what has them, for the error of a missing one: `The mails`
 * @returns gives a language's phrases; made when it is first asked
 */
export function phrases(resources: Resource, what: string): (language: string) => Phrase {
  let instance: i18n | undefined
  const translations = () => {
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
  return (language) => {
    const translate = translations().getFixedT(language)
    return (key, values) => {
      if (!translations().exists(key, { lng: language, ...values })) {
        throw new Error(`${what} have no phrase "${key}"`)
      }
      return translate(key, values ?? {})
    }
  }
}
