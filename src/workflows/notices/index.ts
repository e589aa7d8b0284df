export { sendNoticesWorkflow, sendNoticesWorkflowId } from "./workflows/send-notices"
export { retryNoticeWorkflow, retryNoticeWorkflowId } from "./workflows/retry-notice"
