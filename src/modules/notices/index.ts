import { Module } from "@medusajs/framework/utils"
import NoticesModuleService from "./service"

/** Key of the mail ledger in the container. */
export const NOTICES_MODULE = "license_center_notices"

export default Module(NOTICES_MODULE, { service: NoticesModuleService })
