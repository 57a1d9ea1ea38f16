import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded, together } from '../../../../ui/app/Loaded.tsx'
import { BackLink, Page, Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { GroupForm } from './GroupForm.tsx'
import { GroupRemoval } from './GroupRemoval.tsx'

/** `/admin/groups/:id`: what one group gives, and to whom. */
export function GroupPage({ id }: { id: number }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const group = useQuery({
    ...procedures.house.group.queryOptions({ id }),
    // The editor opens with what is there now, and keeps to what it opened with.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isGone = useRef(false)
  const choices = useQuery(procedures.house.groupChoices.queryOptions())
  return (
    <>
      <BackLink to="/admin/groups">{t('groups.editor.back')}</BackLink>
      <Loaded query={together(group, choices)} lines={8}>
        {([read, offered]) => (
          <Page title={read.name}>
            <GroupForm group={read} choices={offered} isGone={isGone} />
            <Section title={t('groups.editor.deleteTitle')} text={t('groups.editor.deleteText')}>
              <GroupRemoval id={id} name={read.name} isGone={isGone} />
            </Section>
          </Page>
        )}
      </Loaded>
    </>
  )
}
