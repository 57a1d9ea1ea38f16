import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../shared/accounts.ts'
import type { PartnerPlace, Position } from '../../../../shared/couple.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { CopyField } from '../../../ui/app/CopyField.tsx'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { useFormats, useMe } from '../../../ui/services.tsx'
import styles from './CouplePlaces.module.css'
import { FreePlace } from './FreePlace.tsx'
import { TakenPlace } from './TakenPlace.tsx'

interface ReadyLink extends InvitationLink {
  readonly position: Position
  readonly name: string
}

/** `/admin/couple`: who the two partners are. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const places = useQuery(procedures.couple.partners.queryOptions())
  const [ready, setReady] = useState<ReadyLink | null>(null)

  const show = (read: readonly PartnerPlace[]) => {
    queries.setQueryData(procedures.couple.partners.queryKey(), [...read])
    void queries.invalidateQueries(procedures.couple.view.queryFilter())
  }
  const onInvited = async (link: ReadyLink) => {
    setReady(link)
    await queries.invalidateQueries(procedures.couple.partners.queryFilter())
  }

  return (
    <Page title={t('coupleEditor.places.title')} text={t('coupleEditor.places.intro')}>
      <Loaded query={places} lines={6}>
        {(read) =>
          read.map((place) => (
            <Section key={place.position} title={t(`coupleEditor.places.place${place.position}`)}>
              {ready?.position === place.position && <LinkReady link={ready} />}
              {place.account || place.invited ? (
                <TakenPlace place={place} onChange={show} />
              ) : (
                <FreePlace
                  position={place.position}
                  taken={read.flatMap(({ account }) => account?.id ?? [])}
                  onNamed={show}
                  onInvited={(link, name) => onInvited({ ...link, name, position: place.position })}
                />
              )}
            </Section>
          ))
        }
      </Loaded>
      <Beginning />
      <Section title={t('coupleImport.offer.label')} text={t('coupleImport.offer.text')}>
        <div>
          <ButtonLink to="/admin/couple/import" look="outline" size="small">
            {t('coupleImport.offer.open')}
          </ButtonLink>
        </div>
      </Section>
    </Page>
  )
}

function LinkReady({ link: { link, name, mailed } }: { link: ReadyLink }) {
  const t = useTranslations()
  return (
    <>
      <Notice tone="ok" title={t('coupleEditor.places.linkReady', { name })}>
        {t(mailed ? 'coupleEditor.places.linkMailed' : 'coupleEditor.places.linkNotMailed')}
      </Notice>
      <CopyField key={link} label={t('coupleEditor.setup.link')} value={link} autoFocus />
    </>
  )
}

/** The date that the two chose; theirs alone to change. */
function Beginning() {
  const t = useTranslations()
  const { partner } = coupleMe.of(useMe())
  const { date } = useFormats()
  const procedures = useProcedures()
  const couple = useQuery({ ...procedures.couple.view.queryOptions(), retry: false })
  const start = couple.data?.startDate
  return (
    <Section title={t('coupleEditor.places.start')}>
      <p>
        {start ? t('coupleEditor.places.startKnown', { date: date(start) }) : t('coupleEditor.places.startUnknown')}
      </p>
      {partner ? (
        <div>
          <ButtonLink to="/couple/edit" look="outline" size="small">
            {t('coupleEditor.places.startEdit')}
          </ButtonLink>
        </div>
      ) : (
        <p className={styles.quiet}>{t('coupleEditor.places.startByPartners')}</p>
      )}
    </Section>
  )
}
