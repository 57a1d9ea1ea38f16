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
  readonly footer: string
}

/** Sets paragraphs and one button as a mail that reads well with and without HTML. */
export function layOut({ subject, paragraphs, button, footer }: Paragraphs): Letter {
  const address = button?.secret ? secretLinkPlace : (button?.link ?? '')
  const text = [...paragraphs, ...(button ? [`${button.label}\n${address}`] : []), `-- \n${footer}`].join('\n\n')
  const body = paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`).join('')
  const link = button
    ? `<p style="margin:24px 0"><a href="${escapeHtml(address)}" style="background:#84582a;border-radius:4px;` +
      `color:#ffffff;display:inline-block;padding:12px 24px;text-decoration:none">${escapeHtml(button.label)}</a></p>` +
      `<p style="color:#6b5d50;font-size:14px;margin:0 0 16px;word-break:break-all">${escapeHtml(address)}</p>`
    : ''
  const html =
    `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
    `<body style="background:#fcf9f3;color:#261d16;font-family:Georgia,serif;font-size:17px;line-height:1.6;margin:0">` +
    `<div style="margin:0 auto;max-width:560px;padding:32px 24px">${body}${link}` +
    `<p style="border-top:1px solid #d9cdbd;color:#6b5d50;font-size:14px;margin:32px 0 0;padding-top:16px">` +
    `${escapeHtml(footer)}</p></div></body></html>`
  return { subject, html, text, ...(button?.secret ? { secretLink: button.link } : {}) }
}

/** The words of a mail with its link in the places that were kept for it. */
export const withLink = ({ html, text }: Pick<Letter, 'html' | 'text'>, link: string) => ({
  html: html.replaceAll(secretLinkPlace, () => escapeHtml(link)),
  text: text.replaceAll(secretLinkPlace, () => link),
})
