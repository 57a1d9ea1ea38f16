import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type AuditFilter, auditExportPath, auditFormats } from '../../../../shared/audit.ts'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import styles from './AuditFound.module.css'
import { searchOf } from './auditFilter.ts'

/** How many acts the filter means, and the ways to take just these along. */
export function AuditFound({ filter, onClear }: { filter: AuditFilter; onClear: () => void }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const search = searchOf(filter)
  const isNarrowed = search !== ''
  const counting = procedures.house.auditCount.queryOptions(filter, { placeholderData: keepPreviousData, staleTime: 0 })
  const { data: count } = useQuery(counting)
  return (
    <div className={styles.found}>
      <p role="status" className={styles.count}>
        {count !== undefined && t(isNarrowed ? 'audit.found' : 'audit.all', { count })}
      </p>
      {isNarrowed && count !== 0 && (
        <Button look="outline" size="small" onClick={onClear}>
          {t('audit.clear')}
        </Button>
      )}
      {count !== undefined && count > 0 && (
        <div className={styles.exports}>
          <span className={styles.label}>{t(isNarrowed ? 'audit.export.found' : 'audit.export.all')}</span>
          {auditFormats.map((format) => (
            <ButtonLink
              key={format}
              to={auditExportPath(format) + search}
              reloadDocument
              download
              look="outline"
              size="small"
              title={t(`audit.export.${format}Hint`)}
            >
              {t(`audit.export.${format}`)}
            </ButtonLink>
          ))}
        </div>
      )}
    </div>
  )
}
