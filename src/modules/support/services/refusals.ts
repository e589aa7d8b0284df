import { MedusaError } from "@medusajs/framework/utils"

export const notAllowed = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
export const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)

/** @param what in words, e.g. `Ticket lctkt_1` */
export const notFound = (what: string) => new MedusaError(MedusaError.Types.NOT_FOUND, `${what} was not found`)
