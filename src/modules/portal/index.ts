import { Module } from "@medusajs/framework/utils"
import PortalModuleService from "./service"

/** Key of the portal in the container. */
export const PORTAL_MODULE = "license_center_portal"

export default Module(PORTAL_MODULE, { service: PortalModuleService })
