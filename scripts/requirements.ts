import { chromiumPath, programPath } from './chromium.ts'

interface Requirement {
  program: string
  debianPackage: string
  purpose: string
}

const programs: Requirement[] = [
  { program: 'heif-enc', debianPackage: 'libheif-examples', purpose: 'makes HEIC photographs' },
  { program: 'exiftool', debianPackage: 'libimage-exiftool-perl', purpose: 'writes and reads places and orientations' },
  { program: 'nginx', debianPackage: 'nginx-light', purpose: 'stands in front of a house' },
  { program: 'qbittorrent-nox', debianPackage: 'qbittorrent-nox', purpose: 'downloads torrents' },
  { program: 'curl', debianPackage: 'curl', purpose: 'calls the REST interface' },
]
const browser: Requirement = {
  program: 'Chromium or Chrome',
  debianPackage: 'chromium',
  purpose: 'runs the browser tests',
}

function missingRequirements(): Requirement[] {
  const missing = programs.filter(({ program }) => programPath(program) === null)
  return chromiumPath() === null ? [...missing, browser] : missing
}

function explain(missing: Requirement[]) {
  for (const { program, purpose } of missing) console.error(`Missing for the tests: ${program} (${purpose})`)
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ')
  console.error(`On Debian or Ubuntu, as root: apt-get install --yes ${packages}`)
  if (!missing.includes(browser)) return
  console.error('Elsewhere, for the browser: npx playwright install chromium, or CHROME_PATH=/path/to/chrome')
}

const missing = missingRequirements()
if (process.argv[2] === 'packages') {
  for (const { debianPackage } of missing) console.log(debianPackage)
} else if (missing.length) {
  explain(missing)
  process.exitCode = 1
}
