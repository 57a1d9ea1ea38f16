import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ApiKeysView, NewApiKeySecret } from '../../../../../shared/api-keys.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { BackLink, Page, Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { KeyExample } from './KeyExample.tsx'
import { KeyList } from './KeyList.tsx'
import styles from './Keys.module.css'
import { NewKeyForm } from './NewKeyForm.tsx'
import { ShownSecret } from './ShownSecret.tsx'

interface Shown extends NewApiKeySecret {
  readonly rotated: boolean
}

/** `/me/keys`: what programs come with, and what each may do. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const keys = useQuery(procedures.accounts.apiKeys.queryOptions())
  const [isMaking, setMaking] = useState(false)
  const [shown, setShown] = useState<Shown | null>(null)
  const queryKey = procedures.accounts.apiKeys.queryKey()
  const canMake = !isMaking && shown === null && (keys.data?.keys.length ?? 0) > 0 && keys.data?.scopes.length !== 0

  const show = (made: Shown) => {
    setShown(made)
    setMaking(false)
    void queries.invalidateQueries({ queryKey })
  }

  return (
    <>
      <BackLink to="/me">{t('common.navigation.account')}</BackLink>
      <Page
        title={t('apiKeys.page.title')}
        text={t('apiKeys.page.text')}
        action={
          canMake && (
            <Button onClick={() => setMaking(true)}>
              <Icon name="plus" size={18} />
              {t('apiKeys.page.new')}
            </Button>
          )
        }
      >
        <Loaded query={keys} lines={6}>
          {({ keys: all, scopes }) => (
            <>
              {shown && (
                <Section title={t(`apiKeys.page.shown.${shown.rotated ? 'rotatedTitle' : 'title'}`)}>
                  <ShownSecret
                    secret={shown.secret}
                    path={exampleOf(scopes, all.find(({ id }) => id === shown.id)?.scopes)}
                    onDone={() => setShown(null)}
                  />
                </Section>
              )}
              {isMaking && (
                <Section title={t('apiKeys.page.form.title')}>
                  <NewKeyForm
                    scopes={scopes}
                    onMade={(made) => show({ ...made, rotated: false })}
                    onCancel={() => setMaking(false)}
                  />
                </Section>
              )}
              {all.length === 0 && !isMaking && shown === null && (
                <NoKeys scopes={scopes} onNew={() => setMaking(true)} />
              )}
              <KeyList
                keys={all}
                scopes={scopes}
                isHeld={shown !== null}
                onRotated={(made) => show({ ...made, rotated: true })}
              />
            </>
          )}
        </Loaded>
      </Page>
    </>
  )
}

/** A path to try a key with these scopes on; any scope's where none are given. */
function exampleOf(offered: ApiKeysView['scopes'], held?: readonly string[]): string | null {
  return offered.find(({ name, example }) => example !== null && (held?.includes(name) ?? true))?.example ?? null
}

function NoKeys({ scopes, onNew }: { scopes: ApiKeysView['scopes']; onNew: () => void }) {
  const t = useTranslations()
  const path = exampleOf(scopes)
  if (scopes.length === 0) {
    return (
      <Empty icon="key" title={t('apiKeys.page.none.title')}>
        {t('apiKeys.page.noScopes')}
      </Empty>
    )
  }
  return (
    <Empty
      icon="key"
      title={t('apiKeys.page.none.title')}
      action={
        <div className={styles.start}>
          {path !== null && <KeyExample secret={t('apiKeys.page.placeholder')} path={path} />}
          <div>
            <Button onClick={onNew}>{t('apiKeys.page.new')}</Button>
          </div>
        </div>
      }
    >
      {t('apiKeys.page.none.text')}
    </Empty>
  )
}
