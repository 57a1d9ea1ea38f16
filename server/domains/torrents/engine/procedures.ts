/** Procedures of the engine's settings, its test and the engine that the house runs itself. */
export const engineProcedures = {}
