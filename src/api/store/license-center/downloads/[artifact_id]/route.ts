export { GET } from "../../../../license-center/v1/downloads/[artifact_id]/route"
