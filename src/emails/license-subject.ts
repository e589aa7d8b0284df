import { onlyProduct } from "./group-licenses"
import type { Phrasebook } from "./i18n"
import type { NoticeMailProps } from "./types"

/** Subject of a mail about licenses, which names their product when they have one in common. @param texts of the mail */
export function licenseSubject(texts: string, { store, licenses }: NoticeMailProps, { t }: Phrasebook): string {
  const product = onlyProduct(licenses)
  return product
    ? t(`${texts}.subject`, { product, count: licenses.length })
    : t(`${texts}.subject_mixed`, { store: store.store_name, count: licenses.length })
}
