import { useTranslations } from 'use-intl'
import type { UploadItem } from '../../../lib/upload.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { useErrorWords, useFormats } from '../../../ui/services.tsx'
import type { KnownPicture } from './photos.ts'
import styles from './Transfer.module.css'

interface TransferProps {
  readonly name: string
  readonly transfer: UploadItem<KnownPicture> | null
  readonly onPause: () => void
  readonly onResume: () => void
}

/** How far a file is on its way, in a bar and in words, with what can be done about it. */
export function Transfer({ name, transfer, onPause, onResume }: TransferProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const words = useStateWords()
  const state = transfer?.state ?? 'waiting'
  const share = transfer && transfer.file.size > 0 ? transfer.sent / transfer.file.size : 0
  const isStopped = state === 'paused' || state === 'failed'
  const failure = state === 'failed' && transfer?.error ? errorWords(transfer.error) : null
  return (
    <div className={styles.transfer} data-state={state}>
      <progress className={styles.bar} max={1} value={share} aria-label={name} />
      <div className={styles.line}>
        <p className={styles.words} role={failure ? 'alert' : undefined}>
          {failure ?? (transfer ? words(transfer) : t('app.uploads.waiting'))}
        </p>
        {(isStopped || state === 'sending' || state === 'waiting') && (
          <button
            type="button"
            className={styles.button}
            aria-label={t(
              `coupleEditor.memory.photos.${state === 'failed' ? 'retry' : isStopped ? 'resume' : 'pause'}`,
              { name },
            )}
            onClick={isStopped ? onResume : onPause}
          >
            <Icon name={state === 'failed' ? 'undo' : isStopped ? 'play' : 'pause'} size={16} />
          </button>
        )}
      </div>
    </div>
  )
}

function useStateWords(): (transfer: UploadItem<KnownPicture>) => string {
  const t = useTranslations()
  const { percent, size, duration } = useFormats()
  return ({ state, sent, file, bytesPerSecond, secondsLeft }) => {
    if (state !== 'sending') return t(`app.uploads.${state}`)
    const sending = t('app.uploads.sending', { percent: percent(sent / file.size), speed: size(bytesPerSecond) })
    const isLong = secondsLeft !== null && secondsLeft >= 2
    return isLong ? `${sending} · ${t('coupleEditor.memory.photos.left', { time: duration(secondsLeft) })}` : sending
  }
}
