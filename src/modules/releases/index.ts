import { Module } from "@medusajs/framework/utils"
import ReleasesModuleService from "./service"

export const RELEASES_MODULE = "license_center_releases"

export default Module(RELEASES_MODULE, { service: ReleasesModuleService })
