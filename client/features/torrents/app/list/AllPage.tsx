import { TorrentsPage } from './TorrentsPage.tsx'

/** `/torrents/all`, and `/torrents/all/:id` beside it. */
export const Component = () => <TorrentsPage scope="all" />
