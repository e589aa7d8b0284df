/**
 * What only Tauri's updater reads, and refuses without its author's signature. Programs here run without TypeScript, so
 * it stands here again; a test holds it against the rule that publishing asks.
 */
export const TAURI_BUNDLE = String.raw`\.(?:app\.tar\.gz|AppImage\.tar\.gz|nsis\.zip|msi\.zip)$`

export const releaseChecks = [
  {
    rule: 7,
    title: "releases whose last event says something else",
    sql: `
      select r.id as release_id, r.version, r.status, r.deleted_at, last.name as last_event, last.created_at as last_event_at
        from license_center_release r
        left join lateral (
          select e.name, e.created_at from license_center_release_event e
           where e.release_id = r.id
             and e.name in ('release.published', 'release.yanked', 'release.discarded')
           order by e.created_at desc, e.id desc limit 1
        ) last on true
       where last.name is distinct from
             case when r.deleted_at is not null then 'release.discarded'
                  when r.status = 'published' then 'release.published'
                  when r.status = 'yanked' then 'release.yanked' end`,
  },
  {
    rule: 12,
    title: "published releases without the files that publishing asks for",
    sql: `
      select r.id as release_id, r.product_id, r.version, r.published_at, a.filename
        from license_center_release r
        left join license_center_artifact a on a.release_id = r.id and a.deleted_at is null
       where r.status = 'published' and r.deleted_at is null
         and (a.id is null or (a.filename ~ '${TAURI_BUNDLE}' and a.signature_kind is distinct from 'minisign'))`,
  },
  {
    rule: 12,
    title: "products whose published releases nobody is told of",
    sql: `
      select r.product_id, count(*)::int as releases, array_agg(r.version order by r.published_at) as versions
        from license_center_release r
       where r.status <> 'draft' and r.deleted_at is null
         and not exists (select from license_center_release_catalogue c where c.id = r.product_id and c.deleted_at is null)
       group by r.product_id`,
  },
]
