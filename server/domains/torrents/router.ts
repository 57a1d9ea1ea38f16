import { router } from '../../platform/trpc.ts'
import { downloadProcedures } from './downloads/procedures.ts'
import { engineProcedures } from './engine/procedures.ts'

export const torrentsRouter = router({ ...engineProcedures, ...downloadProcedures })
