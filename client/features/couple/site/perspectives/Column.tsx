import { useTranslations } from 'use-intl'
import type { SubjectColumn, SubjectView } from '../../../../../shared/couple-story.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { paragraphsOf } from '../../paragraphs.ts'
import styles from './Column.module.css'

interface ColumnProps {
  readonly column: SubjectColumn
  readonly subject: SubjectView
  readonly mayEdit: boolean
}

/** What one of the two wrote, or that it is sealed. */
export function Column({ column, subject, mayEdit }: ColumnProps) {
  const t = useTranslations()
  const { name, position, mine, hopes, isSealed } = column
  const title =
    position === null
      ? name
        ? t('coupleStory.future.left', { name })
        : t('coupleStory.future.leftUnknown')
      : (name ?? '')
  // Words that nobody wrote here came with an old site: whoever changes them makes them theirs.
  const isFree = mayEdit && subject.id === 0 && position === null && name === null
  return (
    <div className={styles.column} data-mine={mine || undefined}>
      <h3 className={styles.name}>{title}</h3>
      {hopes.map(({ number, content }) => (
        <div key={number} className={styles.words}>
          {paragraphsOf(content).map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing but their order
            <p key={index}>{paragraph}</p>
          ))}
          {(mine || isFree) && (
            <Write to={`${subject.id}/write?words=${number}`} label={isFree ? 'adopt' : 'rewrite'} />
          )}
        </div>
      ))}
      {isSealed && <Sealed name={title} isLeft={position === null} />}
      {hopes.length === 0 && !isSealed && (
        <p className={styles.nothing}>
          {t(mine ? 'coupleStory.future.youNotWritten' : 'coupleStory.future.notWritten', { name: title })}
        </p>
      )}
      {mine && hopes.length > 0 && subject.sealed && <SealedNote subject={subject} />}
      {mayEdit && mine && hopes.length === 0 && <Write to={`${subject.id}/write`} label="write" />}
    </div>
  )
}

function Write({ to, label }: { to: string; label: 'write' | 'rewrite' | 'adopt' }) {
  const t = useTranslations()
  return (
    <ButtonLink
      to={to}
      preventScrollReset
      look={label === 'write' ? 'filled' : 'plain'}
      size="small"
      className={styles.write}
    >
      <Icon name="edit" size={16} />
      {t(`coupleStory.future.${label}`)}
    </ButtonLink>
  )
}

function SealedNote({ subject: { columns } }: { subject: SubjectView }) {
  const t = useTranslations()
  const other = columns.find(({ position, mine }) => position !== null && !mine)?.name
  return (
    <p className={styles.note}>
      <Icon name="lock" size={15} />
      {other ? t('coupleStory.future.sealedMine', { name: other }) : t('coupleStory.future.sealedAlone')}
    </p>
  )
}

/** A closed letter in place of the words. */
function Sealed({ name, isLeft }: { name: string; isLeft: boolean }) {
  const t = useTranslations()
  return (
    <div className={styles.letter}>
      <svg className={styles.flap} viewBox="0 0 300 190" preserveAspectRatio="none" aria-hidden="true">
        <path d="M1 1 150 112 299 1M1 189 112 84M299 189 188 84" />
      </svg>
      <span className={styles.wax} aria-hidden="true">
        <Icon name="heart" size={24} />
      </span>
      <p className={styles.told}>
        {!isLeft && <strong>{t('coupleStory.future.sealedTheirs', { name })}</strong>}
        <span>{t(isLeft ? 'coupleStory.future.leftSealed' : 'coupleStory.future.sealedTheirsText')}</span>
      </p>
    </div>
  )
}
