import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { largestOldDatabase, oldDatabaseName } from '../../../../../shared/couple-import.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useDroppedFiles } from '../../useDroppedFiles.ts'
import { type ChoiceFault, type ChosenSite, isSqlite, type PlacedFile, siteAmong } from './chosenSite.ts'
import { droppedFiles } from './droppedFiles.ts'
import styles from './Import.module.css'
import { useNewFocus } from './useNewFocus.ts'

type Fault = ChoiceFault | 'unreadable'

async function siteIn(files: Promise<PlacedFile[]>): Promise<ChosenSite | Fault> {
  try {
    const site = siteAmong(await files)
    if (typeof site === 'string') return site
    return (await isSqlite(site.database.file)) ? site : 'notADatabase'
  } catch {
    // A stick that was pulled out, a file that was removed after it had been chosen.
    return 'unreadable'
  }
}

/** Makes an input choose a folder; React's types do not know it. */
const wholeFolder = { webkitdirectory: '' }

/** Chooses the old site's folder, or its files; what is none is refused before anything is sent. */
export function ChooseSite({ onChosen }: { onChosen: (site: ChosenSite) => void }) {
  const t = useTranslations()
  const faultWords = useFaultWords()
  const focused = useNewFocus()
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<Fault | null>(null)

  const choose = async (chosen: Promise<PlacedFile[]>) => {
    const site = await siteIn(chosen)
    if (typeof site === 'string') return setFault(site)
    onChosen(site)
  }
  const isOver = useDroppedFiles((_files, transfer) => void choose(droppedFiles(transfer)))
  const takeFrom = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
    // The same folder chosen again must be told again.
    input.value = ''
    if (chosen.length > 0) void choose(Promise.resolve(chosen))
  }

  return (
    <Section title={t('coupleImport.page.choose')} text={t('coupleImport.page.chooseText')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage="choose">
        {fault && (
          <Notice key={fault} tone="error" title={t('coupleImport.page.refused')}>
            {faultWords(fault)}
          </Notice>
        )}
        <div className={styles.drop} data-over={isOver || undefined}>
          <span className={styles.sign}>
            <Icon name="box" size={30} />
          </span>
          <p className={styles.dropWords}>{t(isOver ? 'coupleImport.page.dropNow' : 'coupleImport.page.drop')}</p>
          <div className={styles.buttons}>
            <Button size="small" className={styles.folder} onClick={() => folder.current?.click()}>
              {t('coupleImport.page.folder')}
            </Button>
            <Button look="outline" size="small" onClick={() => files.current?.click()}>
              {t('coupleImport.page.files')}
            </Button>
          </div>
        </div>
        <input
          ref={folder}
          type="file"
          {...wholeFolder}
          multiple
          hidden
          aria-label={t('coupleImport.page.folder')}
          onChange={({ currentTarget }) => takeFrom(currentTarget)}
        />
        <input
          ref={files}
          type="file"
          multiple
          hidden
          aria-label={t('coupleImport.page.files')}
          onChange={({ currentTarget }) => takeFrom(currentTarget)}
        />
      </div>
    </Section>
  )
}

function useFaultWords(): (fault: Fault) => string {
  const t = useTranslations()
  return (fault) => {
    if (fault === 'notADatabase' || fault === 'unfinished') return t(`coupleImport.errors.${fault}`)
    if (fault === 'noDatabase') return t('coupleImport.errors.noDatabase', { name: oldDatabaseName })
    if (fault === 'databaseTooLarge') {
      return t('coupleImport.errors.databaseTooLarge', { limit: largestOldDatabase / 1e6 })
    }
    return t(`coupleImport.page.${fault}`)
  }
}
