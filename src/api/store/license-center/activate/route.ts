export { POST } from "../../../license-center/v1/activate/route"
