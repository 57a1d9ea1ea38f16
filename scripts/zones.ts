import { checkZones } from './zones/check.ts'

const { files, violations } = checkZones(process.cwd())
for (const { path, line, rule } of violations) console.error(`${path}:${line}  ${rule}`)
console.log(`${files} files read, ${violations.length} violations`)
process.exitCode = violations.length ? 1 : 0
