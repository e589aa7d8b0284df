export const WITHDRAWAL_TOKEN_PREFIX = "lcw_"

/** Of the form of a declared withdrawal's token: everything else is refused without a look-up. */
export const isWithdrawalToken = (text: string): boolean => /^lcw_[A-Za-z0-9_-]{43}$/.test(text)
