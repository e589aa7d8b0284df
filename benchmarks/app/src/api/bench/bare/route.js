/** What a route of this server costs that does nothing: reads a JSON body, answers JSON. */
exports.POST = async (_req, res) => {
  res.json({ ok: true })
}
