import { administerCouple, interfaceSettings, purgeMemories } from '../../../shared/couple.ts'
import { runImport, sweepImports } from '../../../shared/couple-import.ts'
import { coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import { coupleMe } from '../../../shared/couple-me.ts'
import { readCoupleByKey, writeCoupleByKey } from '../../../shared/couple-scopes.ts'
import { purgeStory } from '../../../shared/couple-story.ts'
import { mediaReady } from '../../../shared/media.ts'
import { addsToMe, type Domain, onEvent, onJob, tells } from '../../platform/domain.ts'
import { accountRemoved, invitationAccepted, invitationWithdrawn, roleChanged } from '../accounts/events.ts'
import { keepTeller, ownMemories } from './belongings.ts'
import { purgeDeleted } from './deleted.ts'
import { coupleDemoContent } from './demo.ts'
import { coupleHttp } from './http.ts'
import { giveUpRun, runQueued, sweepRuns } from './import/jobs.ts'
import { memoriesGiven, memoryShared, subjectOpened } from './notices.ts'
import { forgetInvited, isPartner, leaveAsClient, leavePlace, partnerAccounts, seatInvited } from './partners.ts'
import { purgeSubjects } from './perspectives/subjects.ts'
import { pictureGates, tellOfPicture } from './pictures.ts'
import { mayView } from './policy.ts'
import { coupleRouter } from './router.ts'
import { sectionsFor } from './sections.ts'
import { purgeChapters } from './story/deleted.ts'

export const couple = {
  router: coupleRouter,
  module: { name: 'couple', label: 'coupleEditor.module.name', text: 'coupleEditor.module.text', on: true },
  me: addsToMe(coupleMe, (deps, actor) => ({
    ...{ partner: isPartner(deps, actor), open: mayView(deps, actor) },
    sections: sectionsFor(deps, actor),
  })),
  setupSteps: [{ name: 'couple', label: 'coupleEditor.setup.step' }],
  abilities: [administerCouple],
  scopes: [readCoupleByKey, writeCoupleByKey],
  settings: [interfaceSettings],
  notices: [tells(memoryShared, isPartner), tells(subjectOpened, isPartner), tells(memoriesGiven, isPartner)],
  handlers: [
    onJob(purgeMemories, purgeDeleted),
    onJob(purgeStory, (deps) => {
      purgeChapters(deps)
      purgeSubjects(deps)
    }),
    onJob(runImport, runQueued, giveUpRun),
    onJob(sweepImports, sweepRuns),
    onEvent(mediaReady, tellOfPicture),
    onEvent(invitationAccepted, seatInvited),
    onEvent(invitationWithdrawn, forgetInvited),
    onEvent(accountRemoved, keepTeller),
    onEvent(accountRemoved, leavePlace),
    onEvent(roleChanged, leaveAsClient),
  ],
  schedule: [
    { cron: '10 4 * * *', job: purgeMemories },
    { cron: '20 4 * * *', job: purgeStory },
    { cron: '30 4 * * *', job: sweepImports },
  ],
  rooms: [
    { room: coupleHome, may: (deps, actor, id) => id === coupleRoomId && mayView(deps, actor) },
    { room: couplePartner, may: (deps, actor, id) => id === String(actor.account?.id) && isPartner(deps, actor) },
  ],
  mediaUses: pictureGates,
  demo: coupleDemoContent,
  belongings: [ownMemories],
  standings: [{ label: 'coupleEditor.standing.partner', holds: (deps, id) => partnerAccounts(deps).includes(id) }],
  http: coupleHttp,
} satisfies Domain
