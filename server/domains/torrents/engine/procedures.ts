import {
  type EngineSettingsView,
  type EngineTest,
  engineChangeInput,
  engineTestInput,
  floorInput,
} from '../../../../shared/torrent-engine.ts'
import { administerTorrents } from '../../../../shared/torrents.ts'
import { limited, may } from '../../../platform/trpc.ts'
import { testEngine } from './connection-test.ts'
import { changeEngine, changeFloor, engineSettingsView } from './settings.ts'

const engineTests = { name: 'torrents.engine-test', points: 20, seconds: 300 }

/** Procedures of the engine's settings, its test and the engine that the house runs itself. */
export const engineProcedures = {
  engineSettings: may(administerTorrents).query(({ ctx }): EngineSettingsView => engineSettingsView(ctx.deps)),

  changeEngine: may(administerTorrents)
    .input(engineChangeInput)
    .mutation(({ ctx, input }): EngineSettingsView => changeEngine(ctx.deps, ctx.actor, input)),

  changeFloor: may(administerTorrents)
    .input(floorInput)
    .mutation(({ ctx, input }): EngineSettingsView => changeFloor(ctx.deps, ctx.actor, input)),

  testEngine: may(administerTorrents)
    .use(limited(engineTests))
    .input(engineTestInput)
    .mutation(({ ctx, input }): Promise<EngineTest> => testEngine(ctx.deps, ctx.actor, input)),
}
