import { Button, Drawer, StatusBadge, Text } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import { useRefreshReleases } from "../../hooks/releases"
import { errorMessage, formatBytes, formatShare } from "../../lib/format"
import type { Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { uploadArtifact } from "../../lib/upload"
import { arrived, isUnderWay, planUploads, type QueuedFile } from "../../lib/upload-queue"
import { PlatformFields } from "./platform-fields"
import { SignatureField } from "./signature-field"

/**
 * What each picked file is for, guessed from its name, and then their upload, one after another. Closing it while files
 * are on their way calls them off; those that have arrived stay.
 */
export const UploadDrawer = (props: { release: Release; files: File[]; onClose: () => void }) => {
  const { t } = useText()
  const { release } = props
  const refresh = useRefreshReleases()
  const [queue, setQueue] = useState<QueuedFile[]>([])
  const [ignored, setIgnored] = useState<string[]>([])
  const [running, setRunning] = useState(false)
  const abort = useRef(new AbortController())

  const change = (name: string, changed: Partial<QueuedFile>) =>
    setQueue((current) => current.map((entry) => (entry.file.name === name ? { ...entry, ...changed } : entry)))

  useEffect(() => {
    let gone = false
    void planUploads(
      props.files,
      release.artifacts.map(({ filename }) => filename)
    ).then((planned) => {
      if (!gone) {
        setQueue(planned.queue)
        setIgnored(planned.ignored)
      }
    })
    return () => {
      gone = true
    }
    // The files are picked once for each opening.
  }, [])

  // Also when the page is left by "back": nothing goes on sending unseen.
  useEffect(() => () => abort.current.abort(), [])

  useEffect(() => {
    if (!running) {
      return undefined
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", warn)
    return () => window.removeEventListener("beforeunload", warn)
  }, [running])

  const start = async () => {
    setRunning(true)
    abort.current = new AbortController()
    for (const { file, platform, arch, kind, signature, state } of shown) {
      if (state.step === "done" || state.step === "taken" || abort.current.signal.aborted) {
        continue
      }
      change(file.name, { state: { step: "sending", sent: 0 } })
      try {
        await uploadArtifact(
          { release_id: release.id, file, platform, arch, kind, signature: signature.trim() || undefined },
          (sent) => change(file.name, { state: sent < 1 ? { step: "sending", sent } : { step: "checking" } }),
          abort.current.signal
        )
        change(file.name, { state: { step: "done" } })
        void refresh()
      } catch (error) {
        // The server may have had all of it when the answer was lost: the list says.
        void refresh()
        const called_off = error instanceof DOMException && error.name === "AbortError"
        change(file.name, {
          state: called_off
            ? { step: "waiting" }
            : { step: "failed", reason: errorMessage(error, t("artifact.upload.lost")) },
        })
      }
    }
    setRunning(false)
  }

  const close = () => {
    abort.current.abort()
    void refresh()
    props.onClose()
  }
  const there = new Set(release.artifacts.map(({ filename }) => filename))
  const shown = queue.map((entry) => (there.has(entry.file.name) ? arrived(entry) : entry))
  const left = shown.filter(({ state }) => state.step === "waiting" || state.step === "failed").length
  const done = shown.filter(({ state }) => state.step === "done").length

  return (
    <Drawer open onOpenChange={(open) => !open && !running && close()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("artifact.upload.title", { version: release.version })}</Drawer.Title>
          <Drawer.Description>{t("artifact.upload.description")}</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex-1 overflow-y-auto p-0">
          <ul className="divide-y">
            {shown.map((entry) => (
              <QueueRow key={entry.file.name} entry={entry} onChange={(changed) => change(entry.file.name, changed)} />
            ))}
          </ul>
          {ignored.length > 0 && (
            <Text size="small" className="text-ui-fg-subtle text-pretty break-words border-t px-6 py-4">
              {t("artifact.upload.ignored", { files: ignored.join(", ") })}
            </Text>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Text size="small" className="text-ui-fg-subtle mr-auto" role="status">
            {running || done > 0 ? t("artifact.upload.progress", { done, count: queue.length }) : ""}
          </Text>
          <Button size="small" variant="secondary" onClick={close}>
            {t(running ? "artifact.upload.stop" : "common.close")}
          </Button>
          {left > 0 && (
            <Button size="small" isLoading={running} onClick={() => void start()}>
              {t("artifact.upload.start", { count: left })}
            </Button>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

const QueueRow = ({ entry, onChange }: { entry: QueuedFile; onChange: (changed: Partial<QueuedFile>) => void }) => {
  const { t, language } = useText()
  const { file, state } = entry
  const editable = state.step === "waiting" || state.step === "failed"
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <Text size="small" weight="plus" leading="compact" className="break-all">
            {file.name}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {formatBytes(file.size, language)}
          </Text>
        </div>
        {state.step === "done" && <StatusBadge color="green">{t("artifact.upload.done")}</StatusBadge>}
        {state.step === "failed" && <StatusBadge color="red">{t("artifact.upload.failed")}</StatusBadge>}
        {state.step === "taken" && <StatusBadge color="grey">{t("artifact.upload.taken")}</StatusBadge>}
        {state.step === "checking" && <StatusBadge color="blue">{t("artifact.upload.checking")}</StatusBadge>}
        {state.step === "sending" && (
          <Text size="small" className="text-ui-fg-subtle tabular-nums">
            {formatShare(Math.round(state.sent * 100) / 100, language)}
          </Text>
        )}
      </div>
      {isUnderWay(state) && (
        <div
          role="progressbar"
          aria-label={t("artifact.upload.progress_of", { filename: file.name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={state.step === "sending" ? Math.round(state.sent * 100) : 100}
          className="bg-ui-bg-component h-2 overflow-hidden rounded-full"
        >
          <div
            className="bg-ui-fg-interactive h-full rounded-full transition-[width]"
            style={{ width: `${state.step === "sending" ? state.sent * 100 : 100}%` }}
          />
        </div>
      )}
      {state.step === "failed" && (
        <Text size="small" className="text-ui-fg-error break-words" role="alert">
          {state.reason}
        </Text>
      )}
      {state.step === "taken" && (
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("artifact.upload.taken_help")}
        </Text>
      )}
      {editable && (
        <>
          <PlatformFields platform={entry.platform} arch={entry.arch} onChange={onChange} />
          <SignatureField value={entry.signature} onChange={(signature) => onChange({ signature })} />
        </>
      )}
    </li>
  )
}
