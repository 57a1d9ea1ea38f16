import type { RequestHandler } from 'express'
import * as z from 'zod/mini'
import type { Deps } from '../../../platform/deps.ts'
import { rateKey } from '../../../platform/rate.ts'
import { openBearerSession, signInRate } from '../../accounts/sign-in.ts'
import { checked } from './body.ts'

const name = z.string().check(z.minLength(1), z.maxLength(254))
const password = z.string().check(z.minLength(1), z.maxLength(256))
const loginBody = z.union([z.object({ username: name, password }), z.object({ email: name, password })])

/** `POST /api/auth/login` → `{ "token": "…" }`, for `Authorization: Bearer`. */
export const login =
  (deps: Deps): RequestHandler =>
  async (request, response) => {
    const address = deps.clientAddress(request)
    await deps.rates.take(signInRate, rateKey(address))
    const body = checked(loginBody, request.body)
    const username = 'username' in body ? body.username : body.email
    const userAgent = request.headers['user-agent'] ?? ''
    const { token } = await openBearerSession(deps, { username, password: body.password, address, userAgent })
    response.json({ token })
  }
