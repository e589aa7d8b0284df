export { POST } from "../../../license-center/v1/rebind-requests/route"
