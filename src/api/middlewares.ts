import { defineMiddlewares } from "@medusajs/framework/http"
import { adminRoutes } from "./admin/license-center/middlewares"
import { hookRoutes } from "./hooks/license-center/middlewares"
import { hostedRoutes } from "./license-center/middlewares"
import { softwareRoutes } from "./license-center/v1/middlewares"
import { visitorRoutes } from "./store/license-center/middlewares"

export default defineMiddlewares({
  routes: [...adminRoutes, ...visitorRoutes, ...softwareRoutes, ...hostedRoutes, ...hookRoutes],
})
