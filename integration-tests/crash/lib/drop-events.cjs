// Loaded by Node before Medusa: every event is lost, as if each subscriber had crashed before it began.
const { default: LocalEventBus } = require("@medusajs/event-bus-local/dist/services/event-bus-local")

LocalEventBus.prototype.emit = async () => undefined
LocalEventBus.prototype.releaseGroupedEvents = async () => undefined
