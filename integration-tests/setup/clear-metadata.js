// MikroORM keeps entity metadata in a process-wide store; a second test file in the same process would collide with the first.
const { MetadataStorage } = require("@medusajs/framework/mikro-orm/core")

MetadataStorage.clear()
