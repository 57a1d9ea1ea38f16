import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { EngineTest as Tested } from '../../../../../shared/torrent-engine.ts'
import { fieldWords } from '../../../../lib/errors.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords, useFormats } from '../../../../ui/services.tsx'
import { useTorrentWords } from '../useTorrentWords.ts'
import type { TypedEngine } from './EngineForm.tsx'
import styles from './Settings.module.css'

/** Tries what the form holds, stored or not, and says in words what answered or what is wrong. */
export function EngineTest({ form }: { form: UseFormReturnType<TypedEngine> }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const test = useMutation(procedures.torrents.testEngine.mutationOptions())
  const { url, username, password } = form.values
  const start = () =>
    test.mutate({ url, username, password }, { onError: (thrown) => form.setErrors(fieldWords(t, thrown)) })
  return (
    <div className={styles.aside}>
      <div className={styles.test}>
        <div>
          <h3 className={styles.name}>{t('torrentEngine.page.engine.testTitle')}</h3>
          <p className={styles.text}>{t('torrentEngine.page.engine.testText')}</p>
        </div>
        <Button look="outline" size="small" busy={test.isPending} onClick={start}>
          {t(test.isPending ? 'torrentEngine.page.engine.testing' : 'torrentEngine.page.engine.test')}
        </Button>
      </div>
      <Result test={test} />
    </div>
  )
}

function Result({ test: { data, error } }: { test: { data: Tested | undefined; error: unknown } }) {
  const t = useTranslations()
  const formats = useFormats()
  const words = useTorrentWords()
  const errorWords = useErrorWords()
  const failure = error ? errorWords(error) : data?.problem ? words.problem(data.problem) : null
  if (failure !== null) {
    return (
      <Notice tone="error" title={t('torrentEngine.page.engine.testFailed')}>
        {failure}
      </Notice>
    )
  }
  if (!data?.found) return null
  const { version, torrents, freeSpace } = data.found
  return (
    <Notice tone="ok">
      {t('torrentEngine.page.engine.testOk', { version: `qBittorrent ${version}`, torrents })}{' '}
      {freeSpace !== null && t('torrentEngine.page.engine.testSpace', { space: formats.size(freeSpace) })}
    </Notice>
  )
}
