import { useSearchParams } from 'react-router'
import type { AuditChoices, AuditFilter } from '../../../../shared/audit.ts'
import { type FilterName, filterNames, filterOf } from './auditFilter.ts'

export interface FilterState {
  readonly filter: AuditFilter
  /** Empty narrows nothing. @param replace takes no step in the history of its own */
  readonly narrow: (name: FilterName, value: string, replace?: boolean) => void
  readonly clear: () => void
}

/** The filter of the audit log, which stands in the address: a reload, the way back and a shared link keep it. */
export function useAuditFilter(choices: AuditChoices): FilterState {
  const [parameters, setParameters] = useSearchParams()
  const narrow: FilterState['narrow'] = (name, value, replace = false) => {
    const next = new URLSearchParams(parameters)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setParameters(next, { replace, preventScrollReset: true })
  }
  const clear = () => {
    const next = new URLSearchParams(parameters)
    for (const name of filterNames) next.delete(name)
    setParameters(next, { preventScrollReset: true })
  }
  return { filter: filterOf(parameters, choices), narrow, clear }
}
