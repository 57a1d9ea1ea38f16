import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { noticesChanged, noticesMe, ownNotices } from '../../../shared/notices-live.ts'
import { isEvent } from '../../lib/live.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { useApi, useLive, useMe } from '../../ui/services.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import styles from './Bell.module.css'

const mostShown = 99

/** How many notices wait to be read, as they come, and the way to them. */
export function Corner() {
  const t = useTranslations()
  const api = useApi()
  const me = useMe()
  const [unread, setUnread] = useState(noticesMe.of(me).unread)
  useLive(ownNotices.name, String(me.account?.id), {
    onEvent: (event) => {
      if (isEvent(event, noticesChanged)) setUnread(event.payload.unread)
    },
    onStale: () => {
      api.notices.unread.query().then(setUnread, () => undefined)
    },
  })
  const name = t('common.navigation.notices')
  return (
    <Link to="/me/notices" className={styles.bell ?? ''}>
      <VisuallyHidden>{unread > 0 ? `${name} (${unread})` : name}</VisuallyHidden>
      <Icon name="bell" />
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true">
          {Math.min(unread, mostShown)}
        </span>
      )}
    </Link>
  )
}
