import { defineMiddlewares } from "@medusajs/framework/http"
import { adminRoutes } from "./admin/license-center/middlewares"
import { softwareRoutes } from "./license-center/v1/middlewares"

export default defineMiddlewares({ routes: [...adminRoutes, ...softwareRoutes] })
