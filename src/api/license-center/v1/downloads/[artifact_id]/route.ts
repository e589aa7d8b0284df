import { guarded } from "../../guarded"
import { headerCredential } from "../../updates/credential"
import { authorise } from "../authorise"

/** A file of a release, for a license that covers it: `Authorization: License <key>` or `Bearer <lease>`. */
export const GET = guarded((req, res) => authorise(req, res, headerCredential(req)))
