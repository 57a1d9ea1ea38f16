import { router } from '../../platform/trpc.ts'
import { engineProcedures } from './engine/procedures.ts'

export const torrentsRouter = router({ ...engineProcedures })
