import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { wireErrorOf } from '../../lib/errors.ts'
import { Button, ButtonLink } from '../Button.tsx'
import { Loading } from '../Loading.tsx'
import { useErrorWords } from '../services.tsx'
import { Message } from './Message.tsx'

interface LinkPageProps<T> {
  /** Says of the link that it is over, or that it could not be read. */
  readonly words: 'accounts.page.invitation' | 'accounts.page.passwordReset' | 'mfa.page.recovery' | 'notices.page.stop'
  /** Empty where the link was cut off. */
  readonly token: string
  /** What the link opens; refused as NOT_FOUND where it is over. */
  readonly read: () => Promise<T>
  /** Where to go from a link that opens nothing; home where not given. */
  readonly away?: ReactNode
  readonly children: (opened: T) => ReactNode
}

/** A page that a mailed link opens; where the link is cut off, over or cannot be read, it says so. */
export function LinkPage<T>({ words, token, read, away, children }: LinkPageProps<T>) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const opened = useQuery({
    queryKey: [words, token],
    queryFn: read,
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (token === '') return <CutOffLink />
  if (opened.isSuccess) return children(opened.data)
  if (opened.isPending) return <Loading />
  const isOver = wireErrorOf(opened.error).code === 'NOT_FOUND'
  return (
    <Message title={t(`${words}.${isOver ? 'over' : 'unreadable'}`)} text={errorWords(opened.error)}>
      {!isOver && <Button onClick={() => void opened.refetch()}>{t('common.actions.retry')}</Button>}
      {away ?? <Home />}
    </Message>
  )
}

/** Says that the end of a mailed link is missing. */
export function CutOffLink() {
  const t = useTranslations()
  return (
    <Message title={t('app.links.incomplete')} text={t('app.links.incompleteText')}>
      <Home />
    </Message>
  )
}

function Home() {
  const t = useTranslations()
  return (
    <ButtonLink to="/" look="outline">
      {t('common.navigation.backHome')}
    </ButtonLink>
  )
}
