import path from 'node:path'

/** Where the house runs and keeps its things. Everything else is a setting in the admin screens. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Public address without a trailing slash, where the environment fixes one. */
  readonly baseUrl: string | null
  readonly dataFolder: string
  readonly uploadsFolder: string
  /** 32 bytes in hexadecimal or base64; without it the key lies in `data/secret.key`. */
  readonly secretKey: string | null
  /** Express' `trust proxy`: a number of hops or a list of addresses; false believes no forwarded header. */
  readonly trustProxy: number | string | false
  readonly logLevel: 'silent' | 'info' | 'debug'
  /** Folders in which programs are found. */
  readonly searchPath: readonly string[]
}

/** Thrown for an environment that cannot be obeyed; the message names the variable. */
export class ConfigError extends Error {}

function readPort(value: string | undefined): number {
  if (value === undefined || value === '') return 3001
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigError(`PORT must be a number from 0 to 65535, not "${value}".`)
}

function readBaseUrl(value: string | undefined): string | null {
  if (value === undefined || value === '') return null
  const url = URL.canParse(value) ? new URL(value) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/') return url.origin
  throw new ConfigError(`BASE_URL must be an address such as https://foyer.example, without a path, not "${value}".`)
}

function readTrustProxy(value: string | undefined): number | string | false {
  if (value === undefined || value === '' || value === '0' || value === 'false') return false
  if (value === 'true') {
    throw new ConfigError('TRUST_PROXY must be a number of proxies or their addresses: "true" would believe anyone.')
  }
  return /^\d+$/.test(value) ? Number(value) : value
}

/** Reads the environment, the only place that does. Throws {@link ConfigError}. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return {
    port: readPort(environment.PORT),
    host: environment.HOST || '127.0.0.1',
    baseUrl: readBaseUrl(environment.BASE_URL),
    dataFolder: path.resolve(environment.FOYER_DATA || 'data'),
    uploadsFolder: path.resolve(environment.FOYER_UPLOADS || 'uploads'),
    secretKey: environment.FOYER_KEY || null,
    trustProxy: readTrustProxy(environment.TRUST_PROXY),
    logLevel: environment.NODE_ENV === 'development' ? 'debug' : 'info',
    searchPath: (environment.PATH ?? '').split(path.delimiter).filter(path.isAbsolute),
  }
}
