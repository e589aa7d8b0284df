import { authorise } from "../../../../../../../downloads/authorise"
import { guarded } from "../../../../../../../guarded"
import { pathCredential } from "../../../../../../../updates/credential"

/** A file that a feed names, with the feed's own credential. Its name is there for updaters, which go by it. */
export const GET = guarded((req, res) => authorise(req, res, pathCredential(req)))
