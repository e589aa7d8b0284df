import { authorise } from "../../../../../../../downloads/authorise"
import { guarded } from "../../../../../../../guarded"
import { pathCredential } from "../../../../../../../updates/credential"

/** As for every other format; without a route of its own, `files` would be read as a target of Tauri's feed. */
export const GET = guarded((req, res) => authorise(req, res, pathCredential(req)))
