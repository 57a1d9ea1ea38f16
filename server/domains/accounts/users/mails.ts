import { layOut } from '../../../platform/mail/layout.ts'
import type { Letter } from '../../../platform/mail/mailer.ts'
import type { Words } from '../../../platform/words.ts'

/**
 * The mail that lets whoever reads it make an account; its link is secret. It bears no word of whoever asked for it, who
 * may be a stranger to its reader.
 */
export function registrationMail(words: Words, { siteName, link }: { siteName: string; link: string }): Letter {
  return layOut({
    subject: words('people.mails.registration.subject', { siteName }),
    paragraphs: [
      words('people.mails.registration.greeting'),
      words('people.mails.registration.body', { siteName }),
      words('people.mails.registration.term'),
    ],
    button: { label: words('people.mails.registration.button'), link, secret: true },
    footer: siteName,
  })
}

/** The mail that tells whoever has an account already how they get in. */
export function knownAddressMail(words: Words, of: { name: string; siteName: string; link: string }): Letter {
  const { name, siteName, link } = of
  return layOut({
    subject: words('people.mails.known.subject', { siteName }),
    paragraphs: [
      words('people.mails.known.greeting', { name }),
      words('people.mails.known.body', { siteName }),
      words('people.mails.known.reset'),
    ],
    button: { label: words('people.mails.known.button'), link },
    footer: siteName,
  })
}
