import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { wireErrorOf } from '../../../lib/errors.ts'
import { Message } from '../../../ui/app/Message.tsx'
import { useLinkToken } from '../../../ui/app/useLinkToken.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { useErrorWords } from '../../../ui/services.tsx'

interface LinkPageProps<T> {
  readonly words: 'accounts.page.invitation' | 'accounts.page.passwordReset' | 'mfa.page.recovery'
  /** What the link opens; refused as NOT_FOUND where it is over. */
  readonly read: (token: string) => Promise<T>
  readonly children: (token: string, opened: T) => ReactNode
}

/** A page that a mailed link opens; where the link is cut off, over or cannot be read, it says so. */
export function LinkPage<T>({ words, read, children }: LinkPageProps<T>) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const token = useLinkToken()
  const opened = useQuery({
    queryKey: [words, token],
    queryFn: () => read(token),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const home = (
    <ButtonLink to="/" look="outline">
      {t('common.navigation.backHome')}
    </ButtonLink>
  )
  if (token === '') {
    return (
      <Message title={t(`${words}.incomplete`)} text={t(`${words}.incompleteText`)}>
        {home}
      </Message>
    )
  }
  if (opened.isSuccess) return children(token, opened.data)
  if (opened.isPending) return <Loading />
  const isOver = wireErrorOf(opened.error).code === 'NOT_FOUND'
  return (
    <Message title={t(`${words}.${isOver ? 'over' : 'unreadable'}`)} text={errorWords(opened.error)}>
      {!isOver && <Button onClick={() => void opened.refetch()}>{t('common.actions.retry')}</Button>}
      {home}
    </Message>
  )
}
