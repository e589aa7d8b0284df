import { MAX_BYTES, MAX_FILES, type Refusal } from "../../../modules/support/rules/attachment"

/** Why a file was not taken, as the thread says it to customers and operators, and the server to who uploads. */
export const WHY_REFUSED: Record<Refusal | "too_many", string> = {
  empty: "it is empty",
  too_large: `it is larger than ${MAX_BYTES / 1024 / 1024} MB`,
  type_not_allowed: "this type is not allowed",
  content_mismatch: "its content is not what its name says",
  active_content: "something in it could run",
  too_many: `a mail brings at most ${MAX_FILES} files`,
}
