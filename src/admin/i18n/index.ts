import { NAMESPACE } from "../lib/translate"
import de from "./json/de.json"
import en from "./json/en.json"

/** A namespace of our own: the dashboard merges the texts of all plugins into one tree. */
export default {
  en: { [NAMESPACE]: en },
  de: { [NAMESPACE]: de },
}
