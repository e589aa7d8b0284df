export { POST } from "../../../license-center/v1/validate/route"
