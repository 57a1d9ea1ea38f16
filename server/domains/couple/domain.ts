import { administerCouple, interfaceSettings, purgeMemories } from '../../../shared/couple.ts'
import { runImport, sweepImports } from '../../../shared/couple-import.ts'
import { coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import { coupleMe } from '../../../shared/couple-me.ts'
import { mediaReady } from '../../../shared/media.ts'
import { addsToMe, type Domain, onEvent, onJob } from '../../platform/domain.ts'
import { invitationAccepted } from '../accounts/events.ts'
import { purgeDeleted } from './deleted.ts'
import { coupleDemoContent } from './demo.ts'
import { coupleHttp } from './http.ts'
import { giveUpRun, runQueued, sweepRuns } from './import/jobs.ts'
import { isPartner, seatInvited } from './partners.ts'
import { pictureGates, tellOfPicture } from './pictures.ts'
import { mayView } from './policy.ts'
import { coupleRouter } from './router.ts'
import './temporal.ts'

export const couple = {
  router: coupleRouter,
  module: { name: 'couple', label: 'coupleEditor.module.name', text: 'coupleEditor.module.text', on: true },
  me: addsToMe(coupleMe, (deps, actor) => ({ partner: isPartner(deps, actor), open: mayView(deps, actor) })),
  setupSteps: [{ name: 'couple', label: 'coupleEditor.setup.step' }],
  abilities: [administerCouple],
  settings: [interfaceSettings],
  handlers: [
    onJob(purgeMemories, purgeDeleted),
    onJob(runImport, runQueued, giveUpRun),
    onJob(sweepImports, sweepRuns),
    onEvent(mediaReady, tellOfPicture),
    onEvent(invitationAccepted, seatInvited),
  ],
  schedule: [
    { cron: '10 4 * * *', job: purgeMemories },
    { cron: '30 4 * * *', job: sweepImports },
  ],
  rooms: [
    { room: coupleHome, may: (deps, actor, id) => id === coupleRoomId && mayView(deps, actor) },
    { room: couplePartner, may: (deps, actor, id) => id === String(actor.account?.id) && isPartner(deps, actor) },
  ],
  mediaUses: pictureGates,
  demo: coupleDemoContent,
  http: coupleHttp,
} satisfies Domain
