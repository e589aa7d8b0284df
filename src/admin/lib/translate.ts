import { useMemo } from "react"
import { useTranslation } from "react-i18next"

/** The plugin's own namespace, so that its texts meet nobody else's. */
export const NAMESPACE = "licenseCenter"

/** The part of i18next's `t` that the pure helpers need, so that they can be tested without React. */
export type Translate = (key: string, options?: Record<string, unknown>) => string

/** Texts of the plugin, and the language in the form `Intl` takes. */
export function useText(): { t: Translate; language: string } {
  const { t, i18n } = useTranslation(NAMESPACE)
  return useMemo(
    () => ({ t: (key, options) => String(t(key, options ?? {})), language: intlLanguage(i18n.language) }),
    [t, i18n.language]
  )
}

/** The dashboard writes `ptBR` where `Intl` wants `pt-BR`, and throws on anything else. */
export function intlLanguage(language: string | undefined): string {
  const tag = (language ?? "en").replace(/^([a-z]{2,3})([A-Z]{2})$/, "$1-$2")
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en"
  } catch {
    return "en"
  }
}
