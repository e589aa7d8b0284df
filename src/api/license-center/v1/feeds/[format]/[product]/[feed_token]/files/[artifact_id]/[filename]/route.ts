import { authorise } from "../../../../../../../downloads/authorise"
import { guarded } from "../../../../../../../guarded"
import { pathCredential } from "../../../../../../../updates/credential"
import { hideToken } from "../../../../../../feed"

/** A file that a feed names, with the feed's own credential. Its name is there for updaters, which go by it. */
export const GET = guarded((req, res) => {
  hideToken(req)
  return authorise(req, res, pathCredential(req))
})
