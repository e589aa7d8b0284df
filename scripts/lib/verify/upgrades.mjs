/** The newest upgrade of license `l` that stands. */
const NEWEST = `
  join lateral (
    select c.* from license_center_plan_change c
     where c.license_id = l.id and c.rolled_back_at is null order by c.applied_at desc, c.id desc limit 1
  ) c on true`

export const upgradeChecks = [
  {
    rule: 6,
    title: "licenses that are not of the plan that they were upgraded to",
    sql: `
      select l.id as license_id, l.plan_id, c.to_plan_id, c.id as change_id, c.order_id
        from license_center_license l ${NEWEST}
       where l.plan_id <> c.to_plan_id`,
  },
  {
    rule: 6,
    title: "licenses that are not what they were before the upgrade that was taken back",
    sql: `
      select l.id as license_id, l.plan_id, c.from_plan_id, c.id as change_id, c.order_id
        from license_center_license l
        join lateral (
          select c.* from license_center_plan_change c
           where c.license_id = l.id order by c.rolled_back_at desc nulls first, c.id desc limit 1
        ) c on true
       where c.rolled_back_at is not null and l.plan_id <> c.from_plan_id`,
  },
  {
    rule: 6,
    title: "terms without time whose upgrade does not stand",
    sql: `
      select t.id as term_id, t.license_id, t.superseded_by
        from license_center_term t
        left join license_center_term upgrade on upgrade.id = t.superseded_by
       where t.reverted_reason = 'superseded'
         and (upgrade.id is null or (upgrade.reverted_at is not null and upgrade.reverted_reason <> 'superseded'))`,
  },
  {
    rule: 7,
    title: "upgrades without an event",
    sql: `
      select c.id as change_id, c.license_id, c.applied_at, c.rolled_back_at from license_center_plan_change c
       where not exists (select from license_center_event e
                          where e.name = 'license.upgraded' and e.license_id = c.license_id and e.data->>'change_id' = c.id)
          or (c.rolled_back_at is not null
              and not exists (select from license_center_event e
                               where e.name = 'license.upgrade_reverted' and e.license_id = c.license_id
                                 and e.data->>'change_id' = c.id))`,
  },
]
