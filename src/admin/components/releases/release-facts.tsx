import { Container, Heading, InlineTip, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { releaseBadge } from "../../lib/badges"
import { formatDate, formatDateTime } from "../../lib/format"
import type { Platform, Release } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { SectionRow } from "../common/section-row"

/** What a release is, its state, and (as `actions`) what can be done with it. */
export const ReleaseFacts = ({ release, actions }: { release: Release; actions: ReactNode }) => {
  const { t, language } = useText()
  const badge = releaseBadge(release)
  const minimum = Object.entries(release.min_os ?? {})
  const requirements = Object.entries(release.requirements ?? {})
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <div className="min-w-0">
          <Heading className="break-words">
            {release.product?.title ?? t("release.product.gone")} {release.version}
          </Heading>
        </div>
        <div className="flex items-center gap-x-2">
          <StatusBadge color={badge.color}>{t(badge.label, { percent: release.rollout_percent })}</StatusBadge>
          {actions}
        </div>
      </div>
      {release.status === "yanked" && (
        <div className="px-6 py-4">
          <InlineTip variant="error" label={t("release.status.yanked")}>
            {t("release.yank.explained", {
              date: release.yanked_at ? formatDateTime(release.yanked_at, language) : "",
              reason: release.yanked_reason ?? t("release.yank.no_reason"),
            })}
          </InlineTip>
        </div>
      )}
      {release.status === "draft" && (
        <div className="px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t(release.artifacts.length ? "release.draft.ready" : "release.draft.needs_files")}
          </Text>
        </div>
      )}
      <SectionRow title={t("release.field.product")}>
        {release.product ? (
          <Link
            to={`/products/${release.product.id}`}
            className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {release.product.title}
          </Link>
        ) : (
          t("release.product.gone")
        )}
      </SectionRow>
      <SectionRow title={t("release.field.channel")}>{t(`release.channel.${release.channel}`)}</SectionRow>
      <SectionRow title={t("release.field.published_at")}>
        {release.published_at ? formatDateTime(release.published_at, language) : t("release.not_yet")}
      </SectionRow>
      {release.eligible_since && (
        <SectionRow title={t("release.field.eligible_since")}>
          {formatDate(release.eligible_since, language)}
        </SectionRow>
      )}
      {minimum.length > 0 && (
        <SectionRow title={t("release.form.min_os")}>
          {minimum.map(([system, version]) => `${t(`release.platform.${system as Platform}`)} ${version}`).join(", ")}
        </SectionRow>
      )}
      {requirements.length > 0 && (
        <SectionRow title={t("release.form.requirements")}>
          {requirements
            .map(([name, value]) => `${t(`release.requirement.${name}`, { defaultValue: name })} ${value}`)
            .join(", ")}
        </SectionRow>
      )}
    </Container>
  )
}
