import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { accountsAccess } from '../../../../../shared/people.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Page, Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useHashTarget } from '../../../../ui/app/useHashTarget.ts'
import { useKeptFocus } from '../../../../ui/app/useKeptFocus.ts'
import { useSettings } from '../../../../ui/app/useSettings.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { AccessForm } from './AccessForm.tsx'
import { AddPerson } from './AddPerson.tsx'
import { PendingList } from './PendingList.tsx'
import styles from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { PersonPage } from './PersonPage.tsx'

/** `/admin/people`, `/admin/people/new` over it, and `/admin/people/:id`: one route, since every page knows all routes. */
export function Component() {
  const { id } = useParams()
  if (id !== undefined && id !== 'new') return <PersonPage key={id} id={Number(id)} />
  return <Everybody isAdding={id === 'new'} />
}

/** Who has an account, who is invited to one, and whether people may ask for one. */
function Everybody({ isAdding }: { isAdding: boolean }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const everyone = useQuery(procedures.accounts.everyone.queryOptions())
  const access = useSettings(accountsAccess)
  const kept = useKeptFocus<HTMLDivElement>()
  useHashTarget(everyone.data !== undefined && access.query.data !== undefined)
  return (
    <Page
      title={t('people.page.title')}
      text={t('people.page.text')}
      action={
        <ButtonLink to="/admin/people/new" size="small" preventScrollReset>
          <Icon name="plus" size={16} />
          {t('people.page.add')}
        </ButtonLink>
      }
    >
      <Loaded query={everyone} lines={8}>
        {({ people, invitations }) => (
          <div {...kept} className={styles.lists}>
            <PeopleList people={people} />
            {invitations.length > 0 && <PendingList invitations={invitations} />}
          </div>
        )}
      </Loaded>
      <Section id="access" title={t('people.access.title')} text={t('people.access.text')}>
        <Loaded query={access.query} lines={2}>
          {(stored) => <AccessForm stored={stored} settings={access} />}
        </Loaded>
      </Section>
      {isAdding && <AddPerson />}
    </Page>
  )
}
