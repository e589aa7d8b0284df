import type { FieldErrors } from "../../../pages/components/error-summary"
import type { PageWords } from "../../../pages/i18n"
import { TYPED } from "../../../pages/withdrawal/declare"
import type { FieldError } from "../../../workflows/support/lib/read-request"
import { MAX_NAME, MAX_PART } from "../../../workflows/withdrawals/lib/read-withdrawal"

const LONGEST: Record<string, number> = { name: MAX_NAME, part: MAX_PART }

/** What is wrong with the form, in the words of its reader and in the order of its fields. */
export function errorTexts(t: PageWords["t"], errors: FieldError[]): FieldErrors {
  const texts: FieldErrors = {}
  for (const field of TYPED) {
    const error = errors.find((candidate) => candidate.field === field)
    if (error) {
      const max = error.problem === "too_long" ? LONGEST[field] : undefined
      texts[field] = max ? t("withdraw.errors.long", { max }) : t(`withdraw.errors.${field}`)
    }
  }
  return texts
}
