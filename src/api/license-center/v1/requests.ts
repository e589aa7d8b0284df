import type { AskRebindInput } from "../../../modules/licensing/services/rebind-requests"
import type {
  ActivateInput,
  DeactivateInput,
  RebindInput,
  ValidateInput,
} from "../../../modules/licensing/services/activation-desk"

/**
 * What the sold software sends. Checked by hand and not by a schema library: this runs on every validation, and what it
 * checks is four lines long.
 */

export type FieldError = { field: string; message: string }

export type Parsed<T> = { ok: true; input: T } | { ok: false; errors: FieldError[] }

const MAX_BYTES = 4096
const HALF_CHARACTER = /\p{Surrogate}/u
const ENVIRONMENTS = ["production", "staging", "development"]

type Shape = Record<string, "required" | "optional">

const SHAPES = {
  activate: {
    key: "required",
    product: "required",
    fingerprint: "required",
    name: "optional",
    platform: "optional",
    version: "optional",
    environment: "optional",
    nonce: "optional",
  },
  validate: { key: "required", product: "required", fingerprint: "required", version: "optional", nonce: "optional" },
  deactivate: { key: "required", product: "required", fingerprint: "optional", activation_id: "optional" },
  rebind: {
    key: "required",
    product: "required",
    from: "required",
    fingerprint: "required",
    name: "optional",
    nonce: "optional",
  },
  "rebind-requests": { key: "required", product: "required", fingerprint: "required", name: "optional" },
} satisfies Record<string, Shape>

export type Call = keyof typeof SHAPES

type Inputs = {
  activate: ActivateInput
  validate: ValidateInput
  deactivate: DeactivateInput
  rebind: RebindInput
  "rebind-requests": AskRebindInput
}

/**
 * Takes the fields of a call out of a body. Unknown fields are ignored, so that a newer client can talk to an older
 * store; `null` counts as left out.
 */
export function parseRequest<C extends Call>(call: C, body: unknown): Parsed<Inputs[C]> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { ok: false, errors: [{ field: "", message: "the body must be a JSON object of at most 64 KB" }] }
  }
  const shape: Shape = SHAPES[call]
  const input: Record<string, string> = {}
  const errors: FieldError[] = []
  for (const field in shape) {
    const value = Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : undefined
    const message = problem(value, shape[field]!)
    if (message) {
      errors.push({ field, message })
    } else if (value !== undefined && value !== null) {
      input[field] = value as string
    }
  }
  if (input.environment !== undefined && !ENVIRONMENTS.includes(input.environment)) {
    errors.push({ field: "environment", message: `must be one of ${ENVIRONMENTS.join(", ")}` })
  }
  if (call === "deactivate" && !errors.length && input.fingerprint === undefined && input.activation_id === undefined) {
    errors.push({ field: "fingerprint", message: "fingerprint or activation_id is required" })
  }
  return errors.length ? { ok: false, errors } : { ok: true, input: input as unknown as Inputs[C] }
}

function problem(value: unknown, need: "required" | "optional"): string | null {
  if (value === undefined || value === null) {
    return need === "required" ? "is required" : null
  }
  if (typeof value !== "string") {
    return "must be a string"
  }
  if (!value.trim()) {
    return "must not be empty"
  }
  if (value.length > MAX_BYTES || Buffer.byteLength(value) > MAX_BYTES) {
    return "must be at most 4 KB"
  }
  // Postgres cannot store it, and nothing legitimate has it.
  if (value.includes("\0")) {
    return "must not contain NUL characters"
  }
  // UTF-8 has no half characters: all of them become one and the same, and so would devices named by them.
  return HALF_CHARACTER.test(value) ? "must not contain unpaired surrogates" : null
}
