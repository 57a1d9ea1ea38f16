import { parentPort, workerData } from 'node:worker_threads'
import { paint } from './landscape.ts'
import { type SceneName, scenes } from './scenes.ts'

// Paints in its own thread, since a landscape keeps a processor busy for a good part of a second.

const wanted = workerData as readonly SceneName[]

for (const [seed, name] of wanted.entries()) parentPort?.postMessage(await paint(scenes[name], seed + 1))
