import { router } from '../../platform/trpc.ts'
import { engineProcedures } from './engine/procedures.ts'
import { speedProcedures } from './speeds/procedures.ts'

export const torrentsRouter = router({ ...engineProcedures, ...speedProcedures })
