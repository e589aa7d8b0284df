import { createInstance } from "i18next"
import texts from "../../i18n"
import { NAMESPACE, type Translate } from "../translate"

/** The real texts through the real i18next, so that a test fails on a missing key or a wrong plural. */
export async function textsIn(language: "en" | "de"): Promise<Translate> {
  const i18n = createInstance()
  await i18n.init({
    lng: language,
    resources: texts,
    defaultNS: NAMESPACE,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  })
  return (key, options) => String(i18n.t(key, options ?? {}))
}
