import { Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Visibility } from '../../../../shared/couple.ts'
import { CopyField } from '../../../ui/app/CopyField.tsx'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './Choice.module.css'

const fromNarrow: readonly Visibility[] = ['partners', 'link', 'public']

interface VisibilityChoiceProps {
  readonly value: Visibility
  readonly saved: Visibility
  readonly onChange: (visibility: Visibility) => void
  readonly link: string
}

/** Who sees the page; the link stands there where a link opens it. */
export function VisibilityChoice({ value, saved, onChange, link }: VisibilityChoiceProps) {
  const t = useTranslations()
  const [first] = useState(value)
  return (
    <>
      <Radio.Group
        aria-label={t('coupleEditor.page.visibility')}
        value={value}
        onChange={(visibility) => onChange(visibility as Visibility)}
      >
        <div className={styles.cards}>
          {fromNarrow.map((visibility) => (
            <Radio.Card key={visibility} value={visibility} className={styles.card ?? ''} radius="md">
              <Radio.Indicator />
              <span className={styles.words}>
                <span className={styles.name}>{t(`coupleEditor.page.visibilities.${visibility}`)}</span>
                <span className={styles.hint}>{t(`coupleEditor.page.visibilities.${visibility}Hint`)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {value === 'link' && <ShareLink first={link} isSaved={saved === 'link'} isChosenNow={first !== 'link'} />}
    </>
  )
}

interface ShareLinkProps {
  readonly first: string
  /** Until then the link opens nothing. */
  readonly isSaved: boolean
  /** It appears while the form is filled in. */
  readonly isChosenNow: boolean
}

function ShareLink({ first, isSaved, isChosenNow }: ShareLinkProps) {
  const t = useTranslations()
  const api = useApi()
  const confirm = useConfirm()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const [link, setLink] = useState(first)
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLDivElement>(null)

  // It appears at the end of the form, where nobody would look for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it appears, and not again
  useEffect(() => {
    if (isChosenNow) element.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const renew = async () => {
    const question = {
      title: t('coupleEditor.page.linkRenewTitle'),
      text: t('coupleEditor.page.linkRenewText'),
      confirm: t('coupleEditor.page.linkRenew'),
      destructive: true,
    }
    if (!(await confirm(question))) return
    setBusy(true)
    try {
      setLink(await api.couple.renewLink.mutate())
      toasts.show({ text: t('coupleEditor.page.linkRenewed') })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <div ref={element} className={styles.link}>
      <CopyField key={link} label={t(isSaved ? 'coupleEditor.page.link' : 'coupleEditor.page.linkSoon')} value={link} />
      <Button look="plain" size="small" busy={busy} onClick={() => void renew()}>
        {t('coupleEditor.page.linkRenew')}
      </Button>
    </div>
  )
}
