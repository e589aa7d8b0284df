/** The least that has to be read: a license by its key and the asking device's activation. Two index look-ups. */
exports.LOOKUP = `
SELECT l.id, l.status, l.seats, l.entitlements, l.on_expiry, a.id AS activation_id, a.name, a.platform,
       a.fingerprint_hash, a.activated_at, a.last_seen_at
  FROM license_center_license l
  LEFT JOIN license_center_activation a
    ON a.license_id = l.id AND a.fingerprint_hash = $2 AND a.deactivated_at IS NULL
 WHERE l.key_hash = $1`

exports.lookupValues = (vault, key, fingerprint) => [vault.hash("key", key), vault.hash("fingerprint", fingerprint)]
