import { type ComponentType, useEffect, useState } from 'react'
import { useServices } from './services.tsx'

/** What features put beside the account menu of whoever is signed in. */
export function Corner() {
  const { features } = useServices()
  const [pieces, setPieces] = useState<readonly ComponentType[]>([])
  useEffect(() => {
    Promise.all(features.flatMap(({ corner }) => corner?.() ?? [])).then(
      (loaded) => setPieces(loaded.map(({ Corner: Piece }) => Piece)),
      // It comes with the next page.
      () => undefined,
    )
  }, [features])
  return pieces.map((Piece, index) => <Piece key={String(index)} />)
}
