import { useTranslations } from 'use-intl'
import { Button } from '../../../../ui/Button.tsx'
import { type AnyIcon, Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import styles from './Adding.module.css'
import type { AddingState, Addition } from './useAdding.ts'

const icons: Readonly<Record<Addition['state'], AnyIcon>> = {
  waiting: 'more',
  sending: 'upload',
  done: 'check',
  failed: 'warning',
}

/** What became of each thing that was added. */
export function Additions({ adding }: { adding: AddingState }) {
  const { additions } = adding
  const t = useTranslations()
  if (additions.length === 0) return null
  const done = additions.filter(({ state }) => state === 'done' || state === 'failed').length
  return (
    <div className={styles.additions} aria-live="polite">
      {additions.length > 1 && done < additions.length && (
        <p className={styles.progress}>{t('torrentPages.adding.progress', { done, count: additions.length })}</p>
      )}
      <ul className={styles.list ?? ''}>
        {additions.toReversed().map((addition) => (
          <Outcome key={addition.key} addition={addition} onRetry={() => adding.retry(addition)} />
        ))}
      </ul>
    </div>
  )
}

function Outcome({ addition, onRetry }: { addition: Addition; onRetry: () => void }) {
  const t = useTranslations()
  const { name, state, added, failure } = addition
  return (
    <li className={styles.outcome} data-state={state}>
      <span className={styles.icon}>
        <Icon name={icons[state]} size={18} />
      </span>
      <div className={styles.words}>
        {added ? (
          <Link to={`/torrents/${added.id}`} className={styles.name ?? ''} preventScrollReset>
            {name}
          </Link>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        <span className={styles.text}>
          {failure ?? t(added ? `torrentPages.adding.${added.outcome}` : `torrentPages.adding.${state as 'waiting'}`)}
        </span>
      </div>
      {state === 'failed' && (
        <Button look="outline" size="small" onClick={onRetry}>
          {t('common.actions.retry')}
        </Button>
      )}
    </li>
  )
}
