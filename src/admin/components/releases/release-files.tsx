import { CloudArrowUp, Link, Trash } from "@medusajs/icons"
import { Badge, Button, Container, Heading, IconButton, Text, toast, usePrompt } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useRemoveArtifact } from "../../hooks/releases"
import { errorMessage, formatBytes } from "../../lib/format"
import type { Artifact, Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { LinkArtifactDrawer } from "./link-artifact-drawer"
import { UploadDrawer } from "./upload-drawer"

/** The files of a release. They can be changed for as long as no client knows them. */
export const ReleaseFiles = ({ release }: { release: Release }) => {
  const { t } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const [picked, setPicked] = useState<File[] | null>(null)
  const [linking, setLinking] = useState(false)
  const [over, setOver] = useState(false)
  const isDraft = release.status === "draft"

  const take = (files: FileList | null) => {
    const list = [...(files ?? [])]
    if (list.length) {
      setPicked(list)
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Heading level="h2">{t("artifact.title")}</Heading>
        {isDraft && (
          <div className="flex gap-x-2">
            <Button size="small" variant="secondary" onClick={() => setLinking(true)}>
              <Link />
              {t("artifact.link.action")}
            </Button>
            <Button size="small" variant="secondary" onClick={() => picker.current?.click()}>
              <CloudArrowUp />
              {t("artifact.upload.action")}
            </Button>
          </div>
        )}
      </div>
      {release.artifacts.length > 0 && (
        <ul className="divide-y">
          {release.artifacts.map((artifact) => (
            <FileRow key={artifact.id} artifact={artifact} releaseId={release.id} isDraft={isDraft} />
          ))}
        </ul>
      )}
      {release.artifacts.length === 0 && !isDraft && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("artifact.none")}
        </Text>
      )}
      {isDraft && (
        <div className="px-6 py-4">
          <button
            type="button"
            onClick={() => picker.current?.click()}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(false)
              take(event.dataTransfer.files)
            }}
            className={`border-ui-border-strong hover:bg-ui-bg-base-hover w-full rounded-lg border border-dashed px-4 py-6 text-center ${
              over ? "bg-ui-bg-base-hover border-ui-border-interactive" : ""
            }`}
          >
            <Text size="small" weight="plus">
              {t("artifact.upload.drop")}
            </Text>
            <Text size="small" className="text-ui-fg-subtle text-pretty">
              {t("artifact.upload.hint")}
            </Text>
          </button>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t("artifact.upload.action")}
        onChange={(event) => {
          take(event.target.files)
          // The same file may be picked again after it was refused.
          event.target.value = ""
        }}
      />
      {picked && <UploadDrawer release={release} files={picked} onClose={() => setPicked(null)} />}
      {linking && <LinkArtifactDrawer releaseId={release.id} onClose={() => setLinking(false)} />}
    </Container>
  )
}

const FileRow = ({ artifact, releaseId, isDraft }: { artifact: Artifact; releaseId: string; isDraft: boolean }) => {
  const { t, language } = useText()
  const confirm = usePrompt()
  const remove = useRemoveArtifact(releaseId)

  const onRemove = async () => {
    const confirmed = await confirm({
      title: t("artifact.remove.title", { filename: artifact.filename }),
      description: t("artifact.remove.description"),
      confirmText: t("artifact.remove.confirm"),
      cancelText: t("common.cancel"),
      variant: "danger",
    })
    if (!confirmed) {
      return
    }
    try {
      await remove.mutateAsync(artifact.id)
      toast.success(t("artifact.remove.done"))
    } catch (error) {
      toast.error(t("artifact.remove.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <li className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="flex min-w-0 flex-col items-start gap-y-1">
        <Text size="small" weight="plus" leading="compact" className="break-all">
          {artifact.filename}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {[platformText(artifact, t), artifact.kind, formatBytes(artifact.size, language)].join(" · ")}
        </Text>
        <Text
          size="xsmall"
          leading="compact"
          className="text-ui-fg-muted max-w-full truncate font-mono"
          title={artifact.sha512}
        >
          SHA-512 {artifact.sha512.slice(0, 24)}…
        </Text>
        <div className="flex flex-wrap gap-1 pt-1">
          {artifact.url && (
            <Badge size="2xsmall" title={artifact.url}>
              {t("artifact.elsewhere")}
            </Badge>
          )}
          <Badge size="2xsmall" color={artifact.signature_kind ? "green" : "grey"}>
            {artifact.signature_kind
              ? t(`artifact.signature.${artifact.signature_kind}`)
              : t("artifact.signature.unsigned")}
          </Badge>
        </div>
      </div>
      {isDraft && (
        <IconButton
          size="small"
          variant="transparent"
          isLoading={remove.isPending}
          aria-label={t("artifact.remove.title", { filename: artifact.filename })}
          onClick={() => void onRemove()}
        >
          <Trash />
        </IconButton>
      )}
    </li>
  )
}

/** `Windows x64`; a file for every system says so once. */
export function platformText(
  { platform, arch }: Pick<Artifact, "platform" | "arch">,
  t: ReturnType<typeof useText>["t"]
): string {
  const system = t(`release.platform.${platform}`)
  return arch === "any" ? system : `${system} ${t(`release.arch.${arch}`)}`
}
