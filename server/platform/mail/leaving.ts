import { mailServer } from '../../../shared/mail.ts'
import type { Deps } from '../deps.ts'

/** Whether a server is set that takes the house's mail; without one, mails wait. */
export const mailLeaves = ({ settings }: Pick<Deps, 'settings'>): boolean => settings.get(mailServer).host !== ''
