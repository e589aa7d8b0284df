/** Why, without words: parameters are figures, ids and times in ISO 8601. Days are whole periods of 24 hours. */
export type Reason =
  | Coded<"nothing_captured" | "nothing_paid" | "nothing_chosen" | "order_refunded" | "unit_refunded">
  | Coded<"dispute_open" | "dispute_lost" | "dispute_won">
  | Coded<"withdrawal_in_time", { days: number; limit_days: number; declared: boolean }>
  | Coded<"not_begun" | "no_waiver" | "waiver_incomplete" | "waiver_late">
  | Coded<"duplicate_of", { order_id: string; display_id: number | null; hours: number }>
  | Coded<"not_delivered" | "unused" | "not_offered">
  | Coded<"in_window", { days: number; window_days: number }>
  | Coded<"window_over", { days: number | null; window_days: number }>
  | Coded<"renewal_not_begun", { starts_at: string }>
  | Coded<"used", { activations: number; downloads: number; last_validated_at: string | null }>
  | Coded<"earlier_refunds", { count: number }>

type Coded<C extends string, P extends object = Record<string, never>> = C extends string
  ? { code: C; params: P }
  : never

export type ReasonCode = Reason["code"]
type Plain = Extract<Reason, { params: Record<string, never> }>["code"]

export const plain = <C extends ReasonCode & Plain>(code: C) => ({ code, params: {} }) as Reason
