import Medusa from "@medusajs/js-sdk"

/** Put in place by the store's own admin bundler; absent when a test imports this file. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined

const BASE_URL = (typeof __BACKEND_URL__ === "undefined" ? undefined : __BACKEND_URL__) ?? "/"

/** Where the store's API is, without a slash at its end; empty: where the admin is. */
export const backendUrl = () => BASE_URL.replace(/\/+$/, "")

/** One client for every admin screen of the plugin. It signs in the way the store's dashboard does. */
export const sdk = new Medusa({
  baseUrl: BASE_URL,
  auth: {
    type: (typeof __AUTH_TYPE__ === "undefined" ? undefined : __AUTH_TYPE__) ?? "session",
    jwtTokenStorageKey:
      (typeof __JWT_TOKEN_STORAGE_KEY__ === "undefined" ? undefined : __JWT_TOKEN_STORAGE_KEY__) || undefined,
  },
})
