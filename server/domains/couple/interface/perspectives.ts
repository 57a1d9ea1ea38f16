import { type RequestHandler, Router } from 'express'
import * as z from 'zod/mini'
import { chosenNumber, perspectiveContent } from '../../../../shared/couple.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import {
  changePerspective,
  createPerspective,
  type PerspectiveRow,
  perspectiveByNumber,
  perspectives,
} from '../perspectives.ts'
import { readerOf, writerOf, writersOnly } from './actor.ts'
import { checked, jsonBody, numberOf } from './body.ts'

const presentPerspective = ({ id, number, content, updatedAt }: PerspectiveRow) => ({
  id,
  perspective_number: number,
  content,
  updated_at: isoInstant(updatedAt),
})

const newBody = z.object({ content: perspectiveContent, perspective_number: z.optional(chosenNumber) })
const changeBody = z.object({ content: perspectiveContent })

/** `/api/perspectives` */
export function perspectiveRoutes(deps: Deps): Router {
  const writers = writersOnly(deps)
  const existing: RequestHandler<{ number: string }> = (request, _response, next) => {
    perspectiveByNumber(deps, writerOf(deps, request), numberOf(request))
    next()
  }
  const router = Router()
  router.get('/', (request, response) => {
    const actor = readerOf(deps, request)
    response.json(perspectives(deps, actor).map(presentPerspective))
  })
  router.post('/', writers, jsonBody, (request, response) => {
    const { content, perspective_number: number } = checked(newBody, request.body)
    const row = createPerspective(deps, writerOf(deps, request), { content, number })
    response.status(201).json(presentPerspective(row))
  })
  router.get('/:number', (request, response) => {
    const actor = readerOf(deps, request)
    response.json(presentPerspective(perspectiveByNumber(deps, actor, numberOf(request))))
  })
  router.put('/:number', existing, jsonBody, (request, response) => {
    const { content } = checked(changeBody, request.body)
    const row = changePerspective(deps, writerOf(deps, request), { content, number: numberOf(request) })
    response.json(presentPerspective(row))
  })
  return router
}
