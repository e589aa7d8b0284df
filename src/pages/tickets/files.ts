import type { Refusal } from "../../modules/support/rules/attachment"

export type RefusedFile = {
  /** As it may be shown. */
  filename: string
  reason: Refusal | "too_many" | "limited"
}

/** Endings of what may be attached, in the order people look for them. A test holds them against the rule. */
export const ENDINGS = [
  ...["png", "jpg", "jpeg", "gif", "webp", "mp4", "pdf"],
  ...["txt", "log", "md", "csv", "json", "zip", "gz"],
]

export const ACCEPTED = ENDINGS.map((ending) => `.${ending}`).join(",")

export const TYPES_TEXT = ENDINGS.filter((ending) => ending !== "jpeg")
  .map((ending) => ending.toUpperCase())
  .join(", ")
