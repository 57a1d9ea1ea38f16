import { healthView } from '../domains/house/health.ts'
import { type Command, language } from './command.ts'

const signs = { ok: 'ok ', off: '-- ', attention: '!  ', red: '!! ' } as const

/** Tells what is well in the house and what is not, and what to do; fails while something is red. */
export const doctor: Command = {
  text: 'house.command.about.doctor',
  usage: '',
  options: {},
  async run(deps) {
    const words = deps.words(language(deps))
    const { lines } = await healthView(deps)
    for (const { state, name, message, args, at, cure } of lines) {
      const when = at === null ? '' : new Date(at).toLocaleString(language(deps))
      const todo = cure === null || state === 'off' ? '' : ` ${words(cure.text as never)}`
      const told = words(message as never, { ...args, when } as never)
      console.log(`${signs[state]} ${words(name as never)} — ${told}${todo}`)
    }
    return lines.some(({ state }) => state === 'red') ? 1 : 0
  },
}
