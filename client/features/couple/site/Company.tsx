import { useLocation, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { useMe, useServices } from '../../../ui/services.tsx'
import { createHandedFiles } from '../handedFiles.ts'
import { useCoupleLive } from '../useCoupleLive.ts'
import { useDroppedFiles } from '../useDroppedFiles.ts'
import styles from './Company.module.css'

/** What the couple's pages do for whoever is signed in: they follow what the partners change, and take photographs. */
export function Company() {
  const t = useTranslations()
  const { partner } = coupleMe.of(useMe())
  const isOver = useFilesForEditor(partner)
  useCoupleLive()
  if (!isOver) return null
  return (
    <div className={styles.over} aria-hidden="true">
      <p>{t('couple.page.drop')}</p>
    </div>
  )
}

/** Photographs dropped on a page, or pasted, open the editor: of the memory that is shown, or of a new one. */
function useFilesForEditor(isPartner: boolean): boolean {
  const handed = useServices().get(createHandedFiles)
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const isEditing = /\/(edit|new|write)$/.test(pathname)
  const open = (files: File[]) => {
    handed.put(files)
    const editor = /^\/couple\/memories\/\d+$/.test(pathname) ? `${pathname}/edit` : '/couple/memories/new'
    void navigate(editor, { preventScrollReset: true })
  }
  return useDroppedFiles(isPartner && !isEditing ? open : null)
}
