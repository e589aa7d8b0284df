const path = require("node:path")

const { Vault } = require(path.join(process.env.BENCH_PLUGIN, ".medusa/server/src/lib/secret.js"))

const vault = new Vault(Buffer.from(process.env.LICENSE_CENTER_SECRET, "base64"))

/** The same list call, with what a verdict needs to know: plan, product, terms and devices. */
exports.POST = async (req, res) => {
  const licensing = req.scope.resolve("license_center_licensing")
  const licenses = await licensing.listLicenses(
    { key_hash: vault.hash("key", req.body.key) },
    { take: 1, relations: ["plan", "product", "terms", "activations"] }
  )
  res.json({ licenses })
}
