import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { MailList } from './MailList.tsx'
import styles from './MailPage.module.css'
import { usePages } from './usePages.ts'

/** `/admin/mail`: every mail that the house wrote; one of them beside the list, on phones in its place. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const { id } = useParams()
  const mails = usePages(procedures.house.mails.pathKey(), (input) => api.house.mails.query(input))
  const { data: state } = useQuery(procedures.house.mailState.queryOptions())

  const sendWaiting = useMutation(
    procedures.house.sendWaitingMails.mutationOptions({
      onSuccess: async () => {
        toasts.show({ text: t('house.page.mail.sendingWaiting') })
        await queries.invalidateQueries(procedures.house.mails.pathFilter())
        await queries.invalidateQueries(procedures.house.mailState.queryFilter())
      },
      onError: (thrown) => toasts.show({ text: errorWords(thrown), tone: 'error' }),
    }),
  )
  const someWait = mails.data?.some((mail) => mail.state !== 'sent')

  return (
    <Page
      title={t('house.page.mail.title')}
      text={t('house.page.mail.text')}
      action={
        state?.serverSet &&
        someWait && (
          <Button look="outline" size="small" busy={sendWaiting.isPending} onClick={() => sendWaiting.mutate()}>
            {t('house.page.mail.sendWaiting')}
          </Button>
        )
      }
    >
      {state && !state.serverSet && (
        <Notice
          tone="warn"
          title={t('house.page.mail.missing')}
          action={
            <ButtonLink to="/admin/settings#mail" size="small">
              {t('house.page.mail.configure')}
            </ButtonLink>
          }
        >
          {t('house.page.mail.missingText', { count: state.waiting })}
        </Notice>
      )}
      <Loaded query={mails} lines={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="mail" title={t('house.page.mail.empty')}>
              {t('house.page.mail.emptyText')}
            </Empty>
          ) : (
            <div className={styles.panes} data-reading={id !== undefined || undefined}>
              <div className={styles.list}>
                <MailList mails={list} pages={mails} />
              </div>
              <div className={styles.reader}>
                {id === undefined ? <p className={styles.choose}>{t('house.page.mail.choose')}</p> : <Outlet />}
              </div>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
