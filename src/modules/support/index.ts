import { Module } from "@medusajs/framework/utils"
import SupportModuleService from "./service"

/** Key of the tickets in the container. */
export const SUPPORT_MODULE = "license_center_support"

export default Module(SUPPORT_MODULE, { service: SupportModuleService })
