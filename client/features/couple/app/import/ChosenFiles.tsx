import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Section } from '../../../../ui/app/Page.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { bytesOf, type ChosenSite, filesOfSite } from './chosenSite.ts'
import styles from './Import.module.css'
import { useNewFocus } from './useNewFocus.ts'

interface ChosenFilesProps {
  readonly site: ChosenSite
  readonly onSend: () => Promise<void>
  readonly onOther: () => void
}

/** What was chosen, before it is sent. */
export function ChosenFiles({ site, onSend, onOther }: ChosenFilesProps) {
  const t = useTranslations()
  const { size } = useFormats()
  const { run, busy, failure } = useAct()
  const focused = useNewFocus()
  const { database, photographs, ignored } = site
  const photos = { count: photographs.length, size: size(bytesOf(filesOfSite(site))) }
  return (
    <Section title={t('coupleImport.page.chosen')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage="chosen">
        <ul className={styles.lines ?? ''}>
          <li className={styles.line} data-strong>
            <Icon name="box" size={18} />
            <span>{database.path}</span>
          </li>
          <li className={styles.line}>
            <Icon name="photos" size={18} />
            <span>{t('coupleImport.page.chosenPhotos', photos)}</span>
          </li>
        </ul>
        {photographs.length === 0 && <Notice tone="warn">{t('coupleImport.page.noPhotos')}</Notice>}
        {ignored > 0 && <p className={styles.quiet}>{t('coupleImport.page.ignored', { count: ignored })}</p>}
        {failure !== null && <Notice tone="error">{failure}</Notice>}
        <FormFoot>
          <Button size="small" busy={busy} onClick={() => run(onSend)}>
            {t('coupleImport.page.send')}
          </Button>
          <Button look="outline" size="small" onClick={onOther}>
            {t('coupleImport.page.other')}
          </Button>
        </FormFoot>
      </div>
    </Section>
  )
}
