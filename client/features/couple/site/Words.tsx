import { useTranslations } from 'use-intl'
import type { CoupleView } from '../../../../shared/couple.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useMe } from '../../../ui/services.tsx'
import styles from './Words.module.css'

/** What the two say, and what a partner can do. */
export function Words({ couple: { homeMessage, introText, mayEdit, partners } }: { couple: CoupleView }) {
  const t = useTranslations()
  const { abilities } = useMe()
  if (!homeMessage && !introText && !mayEdit) return null
  return (
    <section className={styles.words}>
      {homeMessage && <p className={styles.message}>{homeMessage}</p>}
      {!homeMessage && mayEdit && (
        <Link to="/couple/edit" preventScrollReset className={styles.write}>
          {t(partners.length < 2 ? 'couple.page.empty.messageAlone' : 'couple.page.empty.message')}
        </Link>
      )}
      {introText && <p className={styles.intro}>{introText}</p>}
      {mayEdit && (
        <div className={styles.acts}>
          <ButtonLink to="/couple/memories/new" preventScrollReset size="large">
            <Icon name="plus" />
            {t('couple.page.add')}
          </ButtonLink>
        </div>
      )}
      {mayEdit && partners.length < 2 && abilities.includes('couple.administer') && (
        <aside className={styles.half}>
          <span className={styles.heart}>
            <Icon name="heart" size={24} />
          </span>
          <div>
            <p className={styles.halfTitle}>{t('couple.page.partner.missing')}</p>
            <p className={styles.halfText}>{t('couple.page.partner.missingText')}</p>
          </div>
          <ButtonLink to="/admin/couple" look="outline" size="small">
            {t('couple.page.partner.missingAction')}
          </ButtonLink>
        </aside>
      )}
    </section>
  )
}
