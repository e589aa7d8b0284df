import { Module } from "@medusajs/framework/utils"
import RefundsModuleService from "./service"

/** Key of refunds, disputes and withdrawals in the container. */
export const REFUNDS_MODULE = "license_center_refunds"

export default Module(REFUNDS_MODULE, { service: RefundsModuleService })
