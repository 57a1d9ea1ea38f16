import { parentPort, workerData } from 'node:worker_threads'
import { paint } from './landscape.ts'
import { type SceneName, scenes } from './scenes.ts'

// Paints in its own thread, since a landscape keeps a processor busy for a good part of a second. The thread may be
// ended at any moment: nothing native is loaded in it.

const wanted = workerData as readonly SceneName[]

for (const [seed, name] of wanted.entries()) {
  const painting = paint(scenes[name], seed + 1)
  parentPort?.postMessage(painting, [painting.pixels.buffer])
}
