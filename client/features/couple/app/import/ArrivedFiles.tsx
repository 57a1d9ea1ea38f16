import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isDatabasePlace } from '../../../../../shared/couple-import.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Button } from '../../../../ui/Button.tsx'
import { DiscardButton } from './DiscardButton.tsx'

interface ArrivedFilesProps {
  readonly importId: string
  readonly onLook: () => void
  readonly onDiscarded: () => void
}

/** What an earlier visit sent and nobody imported yet. */
export function ArrivedFiles({ importId, onLook, onDiscarded }: ArrivedFilesProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const { data: files = [] } = useQuery(procedures.couple.importFiles.queryOptions({ importId }))
  if (files.length === 0) return null
  return (
    <Notice tone="info">
      <p>{t('coupleImport.page.arrived', { count: files.length })}</p>
      <FormFoot>
        {files.some(({ path }) => isDatabasePlace(path)) && (
          <Button size="small" onClick={onLook}>
            {t('coupleImport.page.look')}
          </Button>
        )}
        <DiscardButton importId={importId} onDiscarded={onDiscarded} />
      </FormFoot>
    </Notice>
  )
}
