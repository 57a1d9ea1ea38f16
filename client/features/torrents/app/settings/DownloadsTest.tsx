import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { DownloadChoice } from '../../../../../shared/torrent-downloads.ts'
import { Notice, type NoticeTone } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords } from '../../../../ui/services.tsx'
import styles from './Downloads.module.css'

const tones = { ok: 'ok', warn: 'warn', bad: 'error' } as const satisfies Record<string, NoticeTone>

interface DownloadsTestProps {
  readonly choice: DownloadChoice
  /** What nginx would be asked with is made when it is chosen and saved. */
  readonly lacksSecret: boolean
}

/** Tries what the form holds, stored or not, and says each thing that works or does not. */
export function DownloadsTest({ choice, lacksSecret }: DownloadsTestProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const test = useMutation(procedures.torrents.testDownloads.mutationOptions())
  return (
    <div className={styles.test}>
      <div className={styles.line}>
        <p>{t(lacksSecret ? 'torrentDownloads.settings.testLater' : 'torrentDownloads.settings.testText')}</p>
        <Button
          look="outline"
          size="small"
          busy={test.isPending}
          disabled={lacksSecret}
          onClick={() => test.mutate({ choice })}
        >
          {t(test.isPending ? 'torrentDownloads.settings.testing' : 'torrentDownloads.settings.test')}
        </Button>
      </div>
      {test.data?.map(({ state, text }) => (
        <Notice
          key={text.key}
          tone={tones[state]}
          title={t(`torrentDownloads.settings.${state === 'ok' ? 'good' : state}`)}
        >
          {t(text.key as never, text.args as never)}
        </Notice>
      ))}
      {test.isError && (
        <Notice tone="error" title={t('torrentDownloads.settings.testFailed')}>
          {errorWords(test.error)}
        </Notice>
      )}
    </div>
  )
}
