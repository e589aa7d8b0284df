/** One piece of an order's line: a key, or one more term of a key. */
export type Unit = { line_item_id: string; unit_index: number }

/** How facts and callers name it. */
export const unitId = ({ line_item_id, unit_index }: Unit): string => `${line_item_id}:${unit_index}`
