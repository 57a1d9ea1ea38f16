import pino from 'pino'
import type { Config } from '../config.ts'

export type Logger = pino.Logger

const secretFields = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey', 'code', 'link']
const redacted = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

/** One JSON line an event on standard output; secrets are masked wherever a field bears their name. */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: config.logLevel,
    redact: { paths: redacted, censor: '[masked]' },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return destination ? pino(options, destination) : pino(options)
}
