import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { GroupCard } from '../../../../../shared/groups.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Page, Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { GroupPage } from './GroupPage.tsx'
import styles from './Groups.module.css'

/** `/admin/groups`, and with an id the page of one group. */
export function Component() {
  const { id } = useParams()
  return id === undefined ? <Groups /> : <GroupPage key={id} id={Number(id)} />
}

function Groups() {
  const t = useTranslations()
  const procedures = useProcedures()
  const groups = useQuery(procedures.house.groups.queryOptions())
  return (
    <Page title={t('groups.title')} text={t('groups.page.text')}>
      <Loaded query={groups} lines={4}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="people" title={t('groups.page.empty')}>
              {t('groups.page.emptyText')}
            </Empty>
          ) : (
            <ul className={styles.lines ?? ''}>
              {list.map((group) => (
                <Line key={group.id} group={group} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Section title={t('groups.page.new')} text={t('groups.page.newText')}>
        <NewGroup />
      </Section>
    </Page>
  )
}

function Line({ group: { id, name, members, abilities, limits } }: { group: GroupCard }) {
  const t = useTranslations()
  return (
    <li className={styles.line}>
      <Link to={`/admin/groups/${id}`} className={styles.name ?? ''}>
        {name}
      </Link>
      <span className={styles.detail}>
        {[
          t('groups.page.members', { count: members }),
          t('groups.page.abilities', { count: abilities }),
          t('groups.page.limits', { count: limits }),
        ].join(' · ')}
      </span>
    </li>
  )
}

function NewGroup() {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const form = useForm({ initialValues: { name: '' } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const { id, name } = await api.house.createGroup.mutate(values)
    toasts.show({ text: t('groups.page.created', { name }) })
    void queries.invalidateQueries(procedures.house.groups.queryFilter())
    await navigate(`/admin/groups/${id}`)
  })
  return (
    <form onSubmit={submit} noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput label={t('groups.page.name')} maxLength={80} {...form.getInputProps('name')} />
      <FormFoot>
        <Button type="submit" size="small" busy={busy}>
          {t('groups.page.create')}
        </Button>
      </FormFoot>
    </form>
  )
}
