/** The middle one; of an even number the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * The median of the ratios round by round, not the ratio of the medians: what disturbs the machine for a while disturbs
 * both sides of a round.
 * @param {{ rps: number }[]} ours
 * @param {{ rps: number }[]} theirs the same rounds
 */
export const medianRatio = (ours, theirs) => median(ours.map((round, i) => round.rps / theirs[i].rps))
