import { z } from "@medusajs/framework/zod"
import { EU_EEA, type EuScope } from "./rules/eu/applies"

/** What a store owner may set under `eu` in the plugin's options, or through the environment. */
export type EuOptions = {
  /**
   * Whose buyers may withdraw: `eu-eea` (the default), `off`, or countries (`["de", "at"]`). Env
   * `LICENSE_CENTER_EU_COUNTRIES`, with commas between countries.
   */
  countries?: "eu-eea" | "off" | string[]
  /** Medusa regions in which it is otherwise: `{ reg_…: "off" }`. Env `LICENSE_CENTER_EU_REGIONS`, as JSON. */
  regions?: Record<string, "on" | "off">
  /**
   * Whether the checkout asks for the consent by which the right of withdrawal is lost with the delivery. `off`: nobody
   * is asked, and everybody keeps it. Env `LICENSE_CENTER_EU_WAIVER`. Default `on`.
   */
  waiver?: "on" | "off"
}

export type ResolvedEu = EuScope & { waiver: boolean }

const country = z.string().regex(/^[A-Za-z]{2}$/, "must be countries as two letters, eu-eea or off")
const schema = z.object({
  countries: z.union([z.enum(["eu-eea", "off"]), z.array(country)]),
  regions: z.record(z.string().min(1), z.enum(["on", "off"])),
  waiver: z.enum(["on", "off"]),
})

/**
 * Joins options and environment, checks them, and fails with one line that says what to do.
 *
 * @throws Error when one is malformed
 */
export function resolveEu(raw: EuOptions = {}, env: Record<string, string | undefined> = process.env): ResolvedEu {
  const read = schema.safeParse({
    countries: raw.countries ?? countriesOf(env.LICENSE_CENTER_EU_COUNTRIES),
    regions: raw.regions ?? regionsOf(env.LICENSE_CENTER_EU_REGIONS),
    waiver: raw.waiver ?? (env.LICENSE_CENTER_EU_WAIVER || "on"),
  })
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `eu.${path.join(".")}: ${message}`)
    throw new Error(`License Center: ${problems.join("; ")}`)
  }
  const { countries, regions, waiver } = read.data
  return { countries: listOf(countries), regions, waiver: waiver === "on" }
}

function countriesOf(text: string | undefined): unknown {
  const given = text?.trim().toLowerCase()
  return !given || given === "eu-eea" ? "eu-eea" : given === "off" ? "off" : given.split(",").map((code) => code.trim())
}

function listOf(countries: "eu-eea" | "off" | string[]): readonly string[] {
  if (typeof countries === "string") {
    return countries === "off" ? [] : EU_EEA
  }
  return countries.map((code) => code.toLowerCase())
}

function regionsOf(text: string | undefined): unknown {
  if (!text) {
    return {}
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Error("License Center: LICENSE_CENTER_EU_REGIONS must be JSON")
  }
}
