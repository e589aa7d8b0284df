export { GET } from "../../../license-center/v1/jwks.json/route"
