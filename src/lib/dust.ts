/** Amounts may carry a float's dust; a thousandth of the smallest unit decides nothing. */
export const DUST = 0.00001
