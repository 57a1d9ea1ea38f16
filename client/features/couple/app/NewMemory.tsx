import { coupleMe } from '../../../../shared/couple-me.ts'
import { useMe } from '../../../ui/services.tsx'
import { MemoryEditor } from './MemoryEditor.tsx'
import { NotPartner } from './NotPartner.tsx'

/** `/couple/memories/new` */
export function Component() {
  return coupleMe.of(useMe()).partner ? (
    <MemoryEditor memory={null} page="/couple/memories" />
  ) : (
    <NotPartner page="/couple/memories" />
  )
}
