import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { secretLinkPlace } from '../../../../shared/mail.ts'
import styles from './LaidOutMail.module.css'

const smallest = 240

/** The page's policy refuses style attributes, also inside the frame; a script of the page may set the same styles. */
const withoutStyles = (html: string) => html.replaceAll(' style="', ' data-style="')

const markStyle = 'background:#f1e3cf;color:inherit;padding:0 4px;word-break:normal'

/** A link that is kept from view leads nowhere; where it would be read stand words for it. */
const withoutLink = (html: string, words: string) =>
  html
    .replaceAll(`href="${secretLinkPlace}"`, '')
    .replaceAll(secretLinkPlace, `<mark style="${markStyle}">${words}</mark>`)

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
      srcDoc={withoutStyles(withoutLink(html, t('house.page.mail.secretLink')))}
      height={height}
      onLoad={(event) => setHeight(applyStyles(event.currentTarget))}
    />
  )
}
