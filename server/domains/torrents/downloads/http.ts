import { type Request, type RequestHandler, type Response, Router } from 'express'
import { preferredLocale } from '../../../../shared/locale.ts'
import type { Deps } from '../../../platform/deps.ts'
import { LinkRefused, openLink } from './opening.ts'
import { engineFile, mountedFile, nginxAddressOf } from './sendable.ts'
import { sendFile } from './sending.ts'

async function send(deps: Deps, request: Request, response: Response, token: string): Promise<void> {
  const opened = await openLink(deps, token)
  const { way } = opened
  if (way.way === 'nginx') return response.redirect(302, nginxAddressOf(deps, opened, way))
  const file = way.way === 'mounted' ? await mountedFile(deps, opened, way) : engineFile(deps, opened)
  await sendFile(deps, request, response, file)
}

/** Programs read a sentence; browsers go on to the page that says it. */
function refuse(deps: Deps, request: Request, response: Response, { refusal }: LinkRefused, next: () => void): void {
  if (request.accepts(['json', 'html']) === 'html') {
    next()
    return
  }
  const words = deps.words(preferredLocale(request.headers['accept-language']))
  response.status(refusal.status).json({ error: words(`torrentDownloads.refused.${refusal.reason}`) })
}

/** `/torrents/dl/<token>/<name>` sends a finished file to whoever holds the link: it is signed, and asks for no session. */
export function downloadRoutes(deps: Deps): Router {
  const serve: RequestHandler<{ token: string; name: string }> = async (request, response, next) => {
    response.set({ 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer' })
    try {
      await send(deps, request, response, request.params.token)
    } catch (thrown) {
      if (!(thrown instanceof LinkRefused) || response.headersSent) throw thrown
      refuse(deps, request, response, thrown, next)
    }
  }
  return Router().get('/torrents/dl/:token/:name', serve)
}
