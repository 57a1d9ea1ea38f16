import { useState } from 'react'
import { useTranslations } from 'use-intl'
import styles from './LaidOutMail.module.css'

const smallest = 240

/** The page's policy refuses style attributes, also inside the frame; a script of the page may set the same styles. */
const withoutStyles = (html: string) => html.replaceAll(' style="', ' data-style="')

function applyStyles(frame: HTMLIFrameElement): number {
  const mail = frame.contentDocument
  if (!mail) return smallest
  for (const element of mail.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? ''
  }
  for (const link of mail.links) link.target = '_blank'
  return Math.max(smallest, mail.documentElement.scrollHeight)
}

/** A mail as its reader sees it, in a frame without scripts. */
export function LaidOutMail({ html }: { html: string }) {
  const t = useTranslations()
  const [height, setHeight] = useState(smallest)
  return (
    <iframe
      className={styles.frame}
      title={t('house.page.mail.frame')}
      sandbox="allow-same-origin allow-popups"
      srcDoc={withoutStyles(html)}
      height={height}
      onLoad={(event) => setHeight(applyStyles(event.currentTarget))}
    />
  )
}
