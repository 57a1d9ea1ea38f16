import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import styles from './MemoryEditor.module.css'

/** What somebody sees who opened the address of an editor that is not theirs. */
export function NotPartner({ page }: { page: string }) {
  const t = useTranslations()
  return (
    <EditorDialog
      title={t('common.pages.forbidden.title')}
      page={page}
      size="32rem"
      isDirty={false}
      leaveText=""
      onAbandon={() => undefined}
    >
      <div className={styles.notice}>
        <Notice tone="info">{t('couple.errors.notPartner')}</Notice>
      </div>
    </EditorDialog>
  )
}
