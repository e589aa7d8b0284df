/** `NIMBUS-•••••-•••••-•••••-•••••-X7K2Q` → `NIMBUS-…-X7K2Q`: the ends are what tells keys apart, and fit beside other things. */
export function shortKey(masked: string): string {
  const groups = masked.split("-")
  return groups.length > 2 ? `${groups[0]}-…-${groups[groups.length - 1]}` : masked
}
