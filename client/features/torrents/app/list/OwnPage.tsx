import { TorrentsPage } from './TorrentsPage.tsx'

/** `/torrents`, and `/torrents/:id` beside it. */
export const Component = () => <TorrentsPage scope="own" />
