// Which versions the demo's products have. Plain data; seed-releases.mjs releases them through the admin API.
import { appBundle, archive, bytesOf, ed25519, minisign, pluginZip } from "./sample-files.mjs"

/** A version of the desktop app: what each updater installs, one file a system where one will do. */
function notes(version) {
  const said = bytesOf(`#!/bin/sh\necho "Nimbus Notes ${version}, a sample file of the demo"\n`)
  const mac = archive([{ name: "Nimbus Notes.app/Contents/MacOS/nimbus-notes", bytes: said }])
  const bundle = appBundle("Nimbus Notes.app/Contents/MacOS/nimbus-notes", said)
  const setup = `nimbus-notes-${version}-setup.exe`
  const image = `nimbus-notes-${version}.AppImage`
  const tauri = "nimbus-notes.app.tar.gz"
  return [
    {
      platform: "win32",
      arch: "any",
      kind: "installer",
      filename: setup,
      bytes: said,
      signature: minisign(said, setup),
    },
    {
      platform: "darwin",
      arch: "universal",
      kind: "archive",
      filename: `nimbus-notes-${version}-mac.zip`,
      bytes: mac,
      signature: ed25519(mac),
    },
    {
      platform: "darwin",
      arch: "universal",
      kind: "app",
      filename: tauri,
      bytes: bundle,
      signature: minisign(bundle, tauri),
    },
    {
      platform: "linux",
      arch: "any",
      kind: "appimage",
      filename: image,
      bytes: said,
      signature: minisign(said, image),
    },
  ]
}

const forms = (version) => [
  { platform: "any", arch: "any", kind: "archive", filename: `formsmith-${version}.zip`, bytes: pluginZip(version) },
]

/**
 * By product, in the order in which they come out. `days_ago` dates the version back for customers (`eligible_since`);
 * the day of publication is the day on which the demo first started. `status` is `published` unless it says otherwise.
 */
export const releases = {
  "nimbus-notes": [
    { version: "1.0.0", days_ago: 420, notes: "The first release.", files: notes },
    { version: "1.1.0", days_ago: 240, notes: "- Search in **all** notes\n- Dark mode", files: notes },
    {
      version: "1.1.1",
      days_ago: 200,
      notes: "- Attachments",
      status: "yanked",
      reason: "Loses attachments when a note is renamed",
      files: notes,
    },
    {
      version: "1.2.0",
      days_ago: 60,
      notes:
        "## Faster\n\n- Opens notes in half the time\n- Attachments, [this time for good](https://nimbus.example/1.2)",
      min_os: { darwin: "12.0", win32: "10.0" },
      files: notes,
    },
    { version: "1.2.1", notes: "- Fixes a crash when a note is empty", rollout_percent: 25, files: notes },
    { version: "1.3.0-beta.1", channel: "beta", notes: "- Tables\n\nFor testers.", files: notes },
    { version: "2.0.0", notes: "- Shared notebooks", status: "draft", files: notes },
  ],
  formsmith: [
    {
      version: "2.0.0",
      days_ago: 150,
      notes: "- Conditional fields",
      requirements: { wordpress: "6.2", tested: "6.8", php: "7.4" },
      files: forms,
    },
    {
      version: "2.1.0",
      days_ago: 20,
      notes: "- File uploads\n- Fixes the date field",
      requirements: { wordpress: "6.2", tested: "6.8", php: "7.4" },
      files: forms,
    },
  ],
}
