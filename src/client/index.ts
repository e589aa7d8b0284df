/**
 * The SDK for the sold software, `medusa-plugin-license-center/client`. It has no dependency and imports nothing of
 * Node: it runs in Node 20+, Electron, Deno and browsers. See docs/client.md.
 */
export { createLicenseClient } from "./client"
export { checkKey } from "./key"
export { decodeLease } from "./lease"
export type {
  ActivateOptions,
  ActivationInfo,
  CallOptions,
  CheckOptions,
  ClientRefusal,
  InvalidResult,
  KeyCheck,
  LeaseClaims,
  LeaseHeader,
  LicenseClient,
  LicenseClientOptions,
  LicenseInfo,
  LicensePublicKey,
  LicenseResult,
  LicenseStorage,
  RebindOptions,
  RebindRequestResult,
  ReleaseInfo,
  ReleaseOffer,
  ResultCode,
  ServerRefusal,
  ServerState,
  Sha256,
  UpdateArtifact,
  UpdateOptions,
  UpdateResult,
  ValidateOptions,
  ValidResult,
  VerifySignature,
} from "./types"
