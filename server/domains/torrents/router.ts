import { router } from '../../platform/trpc.ts'
import { actingProcedures } from './acting/procedures.ts'
import { downloadProcedures } from './downloads/procedures.ts'
import { engineProcedures } from './engine/procedures.ts'
import { torrentProcedures } from './procedures.ts'
import { searchProcedures } from './search/procedures.ts'

export const torrentsRouter = router({
  ...torrentProcedures,
  ...actingProcedures,
  ...engineProcedures,
  ...downloadProcedures,
  ...searchProcedures,
})
