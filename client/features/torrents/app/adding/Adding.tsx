import { useTranslations } from 'use-intl'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useServices } from '../../../../ui/services.tsx'
import { createToasts } from '../../../../ui/toasts.ts'
import { AddDialog } from './AddDialog.tsx'
import styles from './Adding.module.css'
import { Additions } from './Additions.tsx'
import type { AddingState } from './useAdding.ts'
import { useHandedOver } from './useHandedOver.ts'

/** Everything that is added from this page: by its dialog, by a drop, by a paste. */
export function Adding({ adding }: { adding: AddingState }) {
  const t = useTranslations()
  const toasts = useServices().get(createToasts)
  const isOver = useHandedOver({
    onFiles: adding.addFiles,
    onText: (text) => {
      if (adding.addText(text) === 0) toasts.show({ tone: 'error', text: t('torrentPages.adding.noMagnet') })
    },
  })
  const isUnderway = adding.additions.some(({ state }) => state === 'waiting' || state === 'sending')
  return (
    <>
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          <div className={styles.target}>
            <Icon name="torrent" size={40} />
            {t('torrentPages.adding.drop')}
          </div>
        </div>
      )}
      {adding.isOpen && <AddDialog adding={adding} />}
      {!adding.isOpen && adding.additions.length > 0 && (
        <section className={styles.card} aria-label={t('torrentPages.adding.outcomes')}>
          <Additions adding={adding} />
          {!isUnderway && (
            <Button look="plain" size="small" onClick={adding.clear}>
              {t('torrentPages.adding.hide')}
            </Button>
          )}
        </section>
      )}
    </>
  )
}
