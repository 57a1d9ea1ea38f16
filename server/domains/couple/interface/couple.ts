import { Router } from 'express'
import * as z from 'zod/mini'
import { calendarDate, homeMessage, introText } from '../../../../shared/couple.ts'
import type { Deps } from '../../../platform/deps.ts'
import { changeCouple } from '../couple.ts'
import { coupleId, readCouple } from '../row.ts'
import { readerOf, writerOf, writersOnly } from './actor.ts'
import { checked, jsonBody } from './body.ts'

function presentCouple(deps: Deps) {
  const { startDate, homeMessage, introText } = readCouple(deps)
  return { id: coupleId, start_date: startDate, home_message: homeMessage, intro_text: introText }
}

const startDateBody = z.object({ start_date: calendarDate })
const homeMessageBody = z.object({ home_message: homeMessage })
const introBody = z.object({ intro_text: introText })

/** `/api/couple-data` */
export function coupleDataRoutes(deps: Deps): Router {
  const writers = writersOnly(deps)
  const router = Router()
  router.get('/', (request, response) => {
    readerOf(deps, request)
    response.json(presentCouple(deps))
  })
  router.put('/start-date', writers, jsonBody, (request, response) => {
    const { start_date: startDate } = checked(startDateBody, request.body)
    changeCouple(deps, writerOf(deps, request), { startDate }, null)
    response.json(presentCouple(deps))
  })
  router.put('/home-message', writers, jsonBody, (request, response) => {
    const { home_message: homeMessage } = checked(homeMessageBody, request.body)
    changeCouple(deps, writerOf(deps, request), { homeMessage }, null)
    response.json(presentCouple(deps))
  })
  router.put('/intro', writers, jsonBody, (request, response) => {
    const { intro_text: introText } = checked(introBody, request.body)
    changeCouple(deps, writerOf(deps, request), { introText }, null)
    response.json(presentCouple(deps))
  })
  return router
}
