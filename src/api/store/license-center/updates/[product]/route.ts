export { GET } from "../../../../license-center/v1/updates/[product]/route"
