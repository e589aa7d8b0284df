import type { FieldErrors } from "../../../../pages/components/error-summary"
import type { PageWords } from "../../../../pages/i18n"
import {
  MAX_MESSAGE,
  MAX_NAME,
  MAX_SUBJECT,
  type FieldError,
  type FieldProblem,
} from "../../../../workflows/support/lib/read-request"

/** Fields in the order of the form, with what can be wrong with them. */
const KINDS: Record<string, Partial<Record<FieldProblem, string>>> = {
  email: { required: "missing", too_long: "wrong", malformed: "wrong" },
  name: { too_long: "long" },
  category: { malformed: "wrong" },
  product: { too_long: "wrong", malformed: "wrong" },
  subject: { too_long: "long" },
  license_key: { too_long: "wrong", malformed: "wrong" },
  order_number: { too_long: "wrong", malformed: "wrong" },
  message: { required: "missing", too_long: "long" },
}

const LONGEST: Record<string, number> = { name: MAX_NAME, subject: MAX_SUBJECT, message: MAX_MESSAGE }

/** What is wrong with a form, in the words of its reader. */
export function errorTexts(t: PageWords["t"], errors: FieldError[]): FieldErrors {
  const texts: FieldErrors = {}
  for (const field of Object.keys(KINDS)) {
    const error = errors.find((candidate) => candidate.field === field)
    if (error) {
      const kind = KINDS[field]![error.problem]
      texts[field] = kind ? t(`new.errors.${field}_${kind}`, { max: LONGEST[field] }) : t("new.errors.other")
    }
  }
  return texts
}
