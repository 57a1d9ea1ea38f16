import type { Deps } from '../platform/deps.ts'

/** A text of as many accents as French has. */
const sentence = 'La mer montait, nous avions laissé les vélos contre le mur de la petite église, et Sacha riait. '

/**
 * Shared memories on as many days from 2000 on, each with two photographs that are rows without files.
 * @param author id of the account that wrote them
 */
export function fillTimeline(deps: Deps, author: number, memories: number): void {
  const quoted = `'${sentence}'`
  deps.db.$client.exec(`
    CREATE TEMP TABLE n AS
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${memories}) SELECT i FROM n;
    INSERT INTO memory (title, text, date, place, author, status, shared_at, created_at, updated_at)
      SELECT 'Souvenir ' || i, replace(hex(zeroblob(4)), '00', ${quoted}), date('2000-01-01', '+' || i || ' days'),
             'Carnac', ${author}, 'shared', i, i, i FROM n;
    INSERT INTO media (id, kind, mime, bytes, sha256, width, height, uploader, name, created_at, state)
      SELECT printf('%026d', i * 10 + p), 'image', 'image/jpeg', 1, '', 4000, 3000, ${author}, 'a.jpg', 1, 'ready'
      FROM n, (SELECT 0 AS p UNION SELECT 1);
    INSERT INTO media_use (media_id, use, owner_id, position, alt)
      SELECT printf('%026d', i * 10 + p), 'couple.memory', i, p, '' FROM n, (SELECT 0 AS p UNION SELECT 1);
    DROP TABLE n`)
}
