import { layOut } from '../../platform/mail/layout.ts'
import type { Letter } from '../../platform/mail/mailer.ts'
import type { Words } from '../../platform/words.ts'

interface Told {
  readonly title: string
  readonly text: string
  /** Whole address. */
  readonly link: string
}

interface Around {
  readonly name: string
  readonly siteName: string
  readonly choicesLink: string
  /** Ends such mails by one click. */
  readonly stopLink: string
}

/** Lets mail programs offer a button that ends such mails (RFC 8058). */
const stopHeaders = (link: string) => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

const footerLinks = (words: Words, { choicesLink, stopLink }: Around) => [
  { label: words('notices.mail.choices'), link: choicesLink },
  { label: words('notices.mail.stop'), link: stopLink },
]

/** The mail that tells of one thing. */
export function noticeMail(words: Words, { title, text, link }: Told, around: Around): Letter {
  const { name, siteName, stopLink } = around
  const letter = layOut({
    subject: title,
    paragraphs: [words('notices.mail.greeting', { name }), title, text],
    button: { label: words('notices.mail.open'), link },
    footer: words('notices.mail.footer', { siteName }),
    links: footerLinks(words, around),
  })
  return { ...letter, headers: stopHeaders(stopLink) }
}

/** The mail that tells once a day of what happened. `more` are told of on the page alone. */
export function digestMail(
  words: Words,
  told: readonly Told[],
  more: number,
  listLink: string,
  around: Around,
): Letter {
  const { name, siteName, stopLink } = around
  const count = told.length + more
  const letter = layOut({
    subject: words('notices.mail.digestSubject', { siteName, count }),
    paragraphs: [words('notices.mail.greeting', { name }), words('notices.mail.digestText', { siteName, count })],
    items: told,
    button: { label: words('notices.mail.openAll'), link: listLink },
    footer: words('notices.mail.digestFooter', { siteName }),
    links: footerLinks(words, around),
  })
  return { ...letter, headers: stopHeaders(stopLink) }
}
