import { useTranslations } from 'use-intl'
import type { GroupChoices, GroupView } from '../../../../../shared/groups.ts'
import { amountInWords } from '../../../../ui/app/amounts.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { useAnyWords } from '../useAnyWords.ts'
import styles from './Groups.module.css'

type Content = Pick<GroupView, 'name' | 'abilities' | 'limits' | 'members'>

interface GroupConflictProps {
  readonly title: string
  readonly stored: Content
  readonly mine: Content
  readonly choices: GroupChoices
  readonly onMerge: () => void
  readonly onTake: () => void
}

/** Somebody else saved first: what differs, and the ways on. Nothing of what was typed is lost. */
export function GroupConflict({ title, stored, mine, choices, onMerge, onTake }: GroupConflictProps) {
  const t = useTranslations()
  const differences = useDifferences(stored, mine, choices)
  return (
    <Notice tone="error" title={title}>
      <p>{t('groups.conflict.text')}</p>
      <dl className={styles.differing}>
        {differences.map(({ field, theirs, own }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <p className={styles.detail}>{t('groups.conflict.stored')}</p>
              {theirs}
            </dd>
            <dd>
              <p className={styles.detail}>{t('groups.conflict.mine')}</p>
              {own}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.acts}>
        <Button size="small" onClick={onMerge}>
          {t('groups.conflict.merge')}
        </Button>
        <Button look="outline" size="small" onClick={onTake}>
          {t('groups.conflict.take')}
        </Button>
      </div>
    </Notice>
  )
}

function useDifferences(stored: Content, mine: Content, { abilities, limits }: GroupChoices) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const granted = (content: Content, name: string) =>
    t(content.abilities.includes(name) ? 'groups.conflict.granted' : 'groups.conflict.notGranted')
  const belongs = (content: Content, id: number) =>
    t(content.members.some((member) => member.id === id) ? 'groups.conflict.isMember' : 'groups.conflict.notMember')
  const amount = (content: Content, { name, unit }: GroupChoices['limits'][number]) => {
    const given = content.limits.find((limit) => limit.name === name)
    return given ? amountInWords(unit, given.value, t, formats) : t('groups.conflict.ordinary')
  }
  const people = new Map([...stored.members, ...mine.members].map((person) => [person.id, person.name]))
  return [
    { field: t('groups.conflict.nameField'), theirs: stored.name, own: mine.name },
    ...abilities.map(({ name, label }) => ({
      field: words(label),
      theirs: granted(stored, name),
      own: granted(mine, name),
    })),
    ...limits.map((limit) => ({ field: words(limit.label), theirs: amount(stored, limit), own: amount(mine, limit) })),
    ...[...people].map(([id, name]) => ({ field: name, theirs: belongs(stored, id), own: belongs(mine, id) })),
  ].filter(({ theirs, own }) => theirs !== own)
}
