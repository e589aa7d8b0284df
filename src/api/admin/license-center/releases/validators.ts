import { z } from "@medusajs/framework/zod"
import { PLATFORMS, readArch, readPlatform, type Platform } from "../../../../modules/releases/rules/platforms"
import { CHANNELS } from "../../../../modules/releases/rules/resolve-update"
import { listParams } from "../validators"

const id = z.string().min(1).max(100)
const short = z.string().trim().min(1).max(60)
const osVersion = z.string().regex(/^\d+(\.\d+){0,3}$/, "must be numbers with dots, like 12.0 or 10.0.17763")
const SYSTEMS = PLATFORMS.filter((platform) => platform !== "any")

/** By system, as no number stands for the same age of two: `{ "darwin": "12.0", "win32": "10.0" }`. */
const minOs = z.partialRecord(z.enum(SYSTEMS as [Platform, ...Platform[]]), osVersion, {
  error: 'must say which system: {"darwin":"12.0"}',
})

/** A day, or a time with its zone. Without one it would be another moment on every server. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: "must be a date or a time in ISO 8601" })
  .transform((text) => new Date(text))
  .refine((date) => date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 9999, {
    error: "must be in the years 1970 to 9999",
  })

const fields = {
  product_id: id,
  version: short,
  channel: z.enum(CHANNELS),
  notes: z.string().max(65_536),
  eligible_since: moment.nullable(),
  min_os: minOs.nullable(),
  requirements: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), short).nullable(),
  rollout_percent: z.number().int().min(0).max(100),
}

export const CreateRelease = z.object(fields).partial().required({ product_id: true, version: true }).strict()
export type CreateRelease = z.infer<typeof CreateRelease>

export const UpdateRelease = z.object(fields).omit({ product_id: true }).partial().strict()
export type UpdateRelease = z.infer<typeof UpdateRelease>

export const Rollout = z.object({ rollout_percent: fields.rollout_percent }).strict()
export type Rollout = z.infer<typeof Rollout>

// Not by version: the database sorts text, and 1.10.0 would come before 1.9.0.
export const ListReleases = listParams(["created_at", "published_at"]).extend({
  product_id: id.optional(),
  channel: z.enum(CHANNELS).optional(),
  status: z.enum(["draft", "published", "yanked"]).optional(),
})
export type ListReleases = z.infer<typeof ListReleases>

const platform = z
  .string()
  .max(40)
  .transform((text, context) => {
    const read = readPlatform(text)
    if (!read) {
      context.addIssue({ code: "custom", message: `must be one of ${PLATFORMS.join(", ")}` })
      return z.NEVER
    }
    return read
  })
const arch = z
  .string()
  .max(40)
  .transform((text, context) => {
    const read = readArch(text)
    if (!read) {
      context.addIssue({ code: "custom", message: "must be one of x64, arm64, ia32, arm, universal, any" })
      return z.NEVER
    }
    return read
  })

const file = {
  platform: platform.default("any"),
  arch: arch.default("any"),
  kind: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/i, "use letters, digits and . _ -")
    .default("installer"),
  filename: z.string().min(1).max(200),
  size: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  sha512: z.string().max(200).optional(),
  sha256: z
    .string()
    .max(100)
    .nullish()
    .transform((given) => given ?? null),
  signature: z
    .string()
    .max(4096)
    .nullish()
    .transform((given) => given || null),
}

export const AddArtifact = z
  .object({
    ...file,
    url: z
      .url({ protocol: /^https?$/, error: "must be an http(s) address" })
      .max(2000)
      .nullish()
      .transform((given) => given ?? null),
    file_id: z
      .string()
      .min(1)
      .max(500)
      .nullish()
      .transform((given) => given ?? null),
  })
  .strict()
export type AddArtifact = z.infer<typeof AddArtifact>

/** What comes in the query beside the file itself, which is the body. */
export const UploadArtifact = z.object(file).strict()
export type UploadArtifact = z.infer<typeof UploadArtifact>

export const Installs = z.object({ product_id: id, days: z.coerce.number().int().min(1).max(365).default(30) }).strict()
export type Installs = z.infer<typeof Installs>

export const Explain = z
  .object({
    license_id: id,
    version: short.optional(),
    channel: z.enum(CHANNELS).default("stable"),
    platform: platform.optional(),
    arch: arch.optional(),
    os: z.string().max(60).optional(),
    activation_id: id.optional(),
  })
  .strict()
export type Explain = z.infer<typeof Explain>
