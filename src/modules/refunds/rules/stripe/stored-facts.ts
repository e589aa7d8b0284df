import type { StripeFact } from "./facts"

/** A fact as the column of an event holds it: its times are texts there. */
export type StoredFact = Record<string, unknown>

const TIMES = ["created_at", "due_by"]

export function toStored(fact: StripeFact): StoredFact {
  return JSON.parse(JSON.stringify(fact)) as StoredFact
}

export function fromStored(stored: StoredFact): StripeFact {
  const entries = Object.entries(stored).map(([name, value]) => [
    name,
    TIMES.includes(name) && typeof value === "string" ? new Date(value) : value,
  ])
  return Object.fromEntries(entries) as StripeFact
}
