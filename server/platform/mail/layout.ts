import { secretLinkPlace } from '../../../shared/mail.ts'
import type { Letter } from './mailer.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

export interface Paragraphs {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** A `secret` link opens something for whoever holds it: it is kept apart from the words. */
  readonly button?: { readonly label: string; readonly link: string; readonly secret?: true }
  /** What the mail tells one after the other, each with the page that it is about. */
  readonly items?: readonly { readonly title: string; readonly text: string; readonly link: string }[]
  readonly footer: string
  /** Stand under the footer. */
  readonly links?: readonly { readonly label: string; readonly link: string }[]
}

const itemHtml = ({ title, text, link }: NonNullable<Paragraphs['items']>[number]): string =>
  `<p style="border-top:1px solid #d9cdbd;margin:0;padding:16px 0"><a href="${escapeHtml(link)}" ` +
  `style="color:#84582a;font-weight:bold">${escapeHtml(title)}</a><br>${escapeHtml(text)}</p>`

const linkHtml = ({ label, link }: NonNullable<Paragraphs['links']>[number]): string =>
  `<br><a href="${escapeHtml(link)}" style="color:#6b5d50">${escapeHtml(label)}</a>`

/** Sets paragraphs, what is told in items and one button as a mail that reads well with and without HTML. */
export function layOut({ subject: named, paragraphs, button, items = [], footer, links = [] }: Paragraphs): Letter {
  // Names that people chose stand in it.
  const subject = named.replace(/[\r\n]+/g, ' ')
  const address = button?.secret ? secretLinkPlace : (button?.link ?? '')
  const text = [
    ...paragraphs,
    ...items.map((item) => `${item.title}\n${item.text}\n${item.link}`),
    ...(button ? [`${button.label}\n${address}`] : []),
    [`-- \n${footer}`, ...links.map(({ label, link }) => `${label}\n${link}`)].join('\n\n'),
  ].join('\n\n')
  const body = paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`).join('')
  const link = button
    ? `<p style="margin:24px 0"><a href="${escapeHtml(address)}" style="background:#84582a;border-radius:4px;` +
      `color:#ffffff;display:inline-block;padding:12px 24px;text-decoration:none">${escapeHtml(button.label)}</a></p>` +
      `<p style="color:#6b5d50;font-size:14px;margin:0 0 16px;word-break:break-all">${escapeHtml(address)}</p>`
    : ''
  const html =
    `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
    `<body style="background:#fcf9f3;color:#261d16;font-family:Georgia,serif;font-size:17px;line-height:1.6;margin:0">` +
    `<div style="margin:0 auto;max-width:560px;padding:32px 24px">${body}${items.map(itemHtml).join('')}${link}` +
    `<p style="border-top:1px solid #d9cdbd;color:#6b5d50;font-size:14px;margin:32px 0 0;padding-top:16px">` +
    `${escapeHtml(footer)}${links.map(linkHtml).join('')}</p></div></body></html>`
  return { subject, html, text, ...(button?.secret ? { secretLink: button.link } : {}) }
}

/** The words of a mail with its link in the places that were kept for it. */
export const withLink = ({ html, text }: Pick<Letter, 'html' | 'text'>, link: string) => ({
  html: html.replaceAll(secretLinkPlace, () => escapeHtml(link)),
  text: text.replaceAll(secretLinkPlace, () => link),
})
