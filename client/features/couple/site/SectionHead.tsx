import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import styles from './SectionHead.module.css'

interface SectionHeadProps {
  readonly section: 'story' | 'future'
  readonly names: string
  /** Partners write and arrange what stands below. */
  readonly mayEdit: boolean
}

/** What a section is called and about. */
export function SectionHead({ section, names, mayEdit }: SectionHeadProps) {
  const t = useTranslations()
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{t(`coupleStory.${section}.title`)}</h1>
      <p className={styles.lead}>{t(`coupleStory.${section}.lead`, { names })}</p>
      {mayEdit && <SectionActs section={section} />}
    </header>
  )
}

/** The ways to write something new in a section, and to put in order what is there. */
export function SectionActs({ section }: Pick<SectionHeadProps, 'section'>) {
  const t = useTranslations()
  return (
    <div className={styles.acts}>
      <ButtonLink to="new" preventScrollReset size="small">
        <Icon name="plus" size={17} />
        {t(`coupleStory.${section}.add`)}
      </ButtonLink>
      <ButtonLink to="arrange" preventScrollReset look="outline" size="small">
        <Icon name="list" size={17} />
        {t(`coupleStory.${section}.arrange`)}
      </ButtonLink>
    </div>
  )
}
