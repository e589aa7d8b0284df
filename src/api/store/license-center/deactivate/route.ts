export { POST } from "../../../license-center/v1/deactivate/route"
