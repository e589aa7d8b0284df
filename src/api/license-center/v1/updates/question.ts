import { readArch, readPlatform } from "../../../../modules/releases/rules/platforms"
import { CHANNELS, readVersion, type Channel } from "../../../../modules/releases/rules/resolve-update"
import type { FieldError } from "../requests"
import type { Asked } from "./decide"

const LONGEST = 200

/**
 * What `GET /updates/:product` is asked: `version`, `channel` (`stable`), `platform`, `arch`, `os` (its version). Each may
 * be left out; what is there has to be right.
 */
export function readQuestion(query: Record<string, unknown>): { asked: Asked } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const text = (field: string): string | undefined => {
    const value = query[field]
    if (value === undefined || value === "") {
      return undefined
    }
    if (typeof value !== "string" || value.length > LONGEST || value.includes("\0")) {
      errors.push({ field, message: `must be a text of at most ${LONGEST} characters` })
      return undefined
    }
    return value
  }
  const read = <Value>(field: string, how: (given: string) => Value | null, message: string): Value | undefined => {
    const given = text(field)
    const value = given === undefined ? undefined : how(given)
    if (value === null) {
      errors.push({ field, message })
    }
    return value ?? undefined
  }
  const asked: Asked = {
    current: read("version", readVersion, "must be a semantic version like 1.4.0") ?? null,
    channel: read("channel", readChannel, `must be one of ${CHANNELS.join(", ")}`) ?? "stable",
    platform: read("platform", readPlatform, "must be one of darwin, win32, linux"),
    arch: read("arch", readArch, "must be one of x64, arm64, ia32, arm, universal"),
    os_version: text("os"),
  }
  return errors.length ? { errors } : { asked }
}

/** The channel that a feed's address asks for; null for one that there is not. */
export function channelOf({ channel }: Record<string, unknown>): Channel | null {
  return channel === undefined || channel === "" ? "stable" : readChannel(String(channel))
}

function readChannel(text: string): Channel | null {
  return text === "latest" ? "stable" : (CHANNELS.find((channel) => channel === text) ?? null)
}
