import { Router } from 'express'
import type { Deps } from '../../platform/deps.ts'
import { fileRoutes } from './file-http.ts'
import { uploadRoutes } from './upload-http.ts'

/** Uploads in, pictures out. */
export function mediaRoutes(deps: Deps): Router {
  return Router().use(uploadRoutes(deps)).use(fileRoutes(deps))
}
