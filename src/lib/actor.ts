/** Who did something, for the audit trails. `id` is a user or customer id, never an address. */
export type Actor = { type: "system" | "operator" | "customer" | "software"; id?: string | null }
